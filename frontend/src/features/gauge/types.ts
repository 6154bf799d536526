export type GaugeState =
  'normal' | 'above-warning' | 'above-guarantee' | 'above-record' | 'missing' | 'datum-unknown' | 'no-thresholds';
export type GaugeTrend = 'rising' | 'falling' | 'steady';
export type GaugeFlag = 'range' | 'rate' | 'stuck' | 'spike' | 'neighbours';
export type Datum = 'frozen' | '1985' | 'unknown';

/** A station as stored; thresholds in metres of `thresholdDatum`. Its newest value travels as the stream `readings`. */
export interface GaugeProperties {
  code: string;
  name: string;
  river: string;
  kind: 'river' | 'reservoir';
  inCounty: boolean;
  warningStageMetres: number | null;
  guaranteeStageMetres: number | null;
  recordStageMetres: number | null;
  guaranteeFlow: number | null;
  thresholdDatum: Datum;
  readingDatum: Datum;
  conversions: { from: Datum; to: Datum; offsetMetres: number; validFrom: string; confidence: string }[];
  intervalMinutes: number;
  state: GaugeState;
  trend: GaugeTrend | null;
  quality: 'good' | 'suspect' | null;
  flags: GaugeFlag[];
  stateSince: string | null;
}

/** One reading of a series. */
export interface ReadingPoint {
  at: string;
  stageMetres: number | null;
  flow: number | null;
  datum: Datum;
  stageInThresholdDatum: number | null;
  source: string;
  /** Superseded: a reading of the same time was recorded later; it belongs to the series and to no line. */
  quality: 'good' | 'suspect' | 'superseded';
  flags: GaugeFlag[];
  note: string | null;
  /** Hash of the photo of a manual reading. */
  photo: string | null;
}

/** The newest reading of a gauge, from the stream's row. */
export interface LatestReading {
  gauge: string;
  stageMetres: number | null;
  flow: number | null;
  datum: Datum;
  stageInThresholdDatum: number | null;
  quality: 'good' | 'suspect';
  flags: GaugeFlag[];
  source: string;
  at: string;
}

export function parseReading(row: unknown[] | undefined): LatestReading | null {
  if (!row || row.length < 9) return null;
  const [gauge, stageMetres, flow, datum, stageInThresholdDatum, quality, flags, source, at] = row;
  return { gauge, stageMetres, flow, datum, stageInThresholdDatum, quality, flags, source, at } as LatestReading;
}

declare module '@/platform/collections' {
  interface Collections {
    gauges: GaugeProperties;
  }
}
