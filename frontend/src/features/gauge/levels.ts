import type { FeatureOf } from '@/platform/collections';
import type { MapTone } from '@/platform/map/theme';
import type { GaugeProperties, GaugeState, LatestReading } from './types';

export type Gauge = FeatureOf<'gauges'>;

/** Colour, and a mark that says the same without colour. */
export const STATE_LOOK: Record<GaugeState, { tone: MapTone; mark: string; rank: number }> = {
  'above-record': { tone: 'red', mark: '◆', rank: 4 },
  'above-guarantee': { tone: 'orange', mark: '▲', rank: 3 },
  'above-warning': { tone: 'amber', mark: '●', rank: 2 },
  normal: { tone: 'blue', mark: '○', rank: 1 },
  'no-thresholds': { tone: 'plain', mark: '–', rank: 0 },
  'datum-unknown': { tone: 'plain', mark: '?', rank: 0 },
  missing: { tone: 'done', mark: '×', rank: 0 },
};

export const TREND_MARK = { rising: '▲', falling: '▼', steady: '■' } as const;

export type Level = 'warning' | 'guarantee' | 'record';

/** How far the stage is from the threshold that says most: the highest reached, else the next one. Metres, + = above. */
export function distance(p: GaugeProperties, reading: LatestReading | null): { level: Level; metres: number } | null {
  const stage = reading?.stageInThresholdDatum;
  if (stage === null || stage === undefined) return null;
  const levels: [Level, number | null][] = [
    ['record', p.recordStageMetres],
    ['guarantee', p.guaranteeStageMetres],
    ['warning', p.warningStageMetres],
  ];
  const known = levels.filter((l): l is [Level, number] => l[1] !== null);
  const reached = known.find(([, at]) => stage >= at);
  const pick = reached ?? known.at(-1);
  return pick ? { level: pick[0], metres: Math.round((stage - pick[1]) * 100) / 100 } : null;
}

/** Twice the expected interval without a reading. */
export function isStale(p: GaugeProperties, at: string | null | undefined, now: number): boolean {
  return !at || now - Date.parse(at) > 2 * p.intervalMinutes * 60_000;
}

/** The worst first, then those of the county, then downstream to upstream as the file has them. */
export function byUrgency(a: Gauge, b: Gauge): number {
  const rank = (g: Gauge) => STATE_LOOK[g.properties.state].rank;
  return (
    rank(b) - rank(a) ||
    Number(b.properties.inCounty) - Number(a.properties.inCounty) ||
    a.properties.code.localeCompare(b.properties.code)
  );
}
