import type { Danger, Kind, ReportState, Severity } from '@/platform/i18n/words';

export interface ReportPhoto {
  n: number;
  size: number | null;
  type: string | null;
  state: 'expected' | 'stored' | 'refused';
  hash: string | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  exifPosition: [number, number] | null;
  problem: string | null;
}

export interface ReportAsk {
  id: string;
  at: string;
  by: string;
  text: string;
  answer: string | null;
  answeredAt: string | null;
}

/** A field report as stored; `outsideMetres` is 0 inside the county. */
export interface FieldReportProperties {
  kind: Kind;
  danger: Danger | null;
  severity: Severity;
  text: string;
  observedAt: string;
  receivedAt: string;
  accuracyMetres: number | null;
  positionSource: 'gps' | 'map' | 'village' | 'chainage';
  village: string | null;
  villageName: string | null;
  townName: string | null;
  villageBasis: 'nearest' | 'reporter' | 'officer' | null;
  chainage: { area: string; at: string } | null;
  outsideMetres: number;
  reporter: { id: string; name: string; phone: string | null };
  state: ReportState;
  photos: ReportPhoto[];
  seenAt: string | null;
  seenBy: string | null;
  asks: ReportAsk[];
  decidedAt: string | null;
  decidedBy: string | null;
  reason: string | null;
  incident: string | null;
}

declare module '@/platform/collections' {
  interface Collections {
    fieldreports: FieldReportProperties;
  }
}
