import type { Level } from './levels';
import type { GaugeProperties, ReadingPoint } from './types';

/** A stage in the thresholds' datum, metres, at a time in epoch milliseconds. */
export interface StagePoint {
  at: number;
  stage: number;
  key: string;
}

export interface StageSeries {
  good: StagePoint[];
  suspect: StagePoint[];
  thresholds: { tone: 'amber' | 'orange' | 'red'; level: Level; stage: number }[];
  bottom: number;
  top: number;
}

/** A threshold farther than this from the water would flatten the line and is left out. Metres. */
const NEAR_METRES = 3;
const MARGIN_METRES = 0.1;

/** What a drawing of the stage since `from` holds and the stages between which it lies; null when nothing is known. */
export function stageSeries(points: ReadingPoint[], gauge: GaugeProperties, from: number): StageSeries | null {
  const drawn = (quality: ReadingPoint['quality']) =>
    points
      .filter((p) => p.quality === quality && Date.parse(p.at) >= from)
      .map((p) => ({ at: Date.parse(p.at), stage: stageOf(p, gauge), key: p.at }))
      .filter((p): p is StagePoint => p.stage !== null);
  const good = drawn('good');
  if (!good.length) return null;
  const low = Math.min(...good.map((p) => p.stage));
  const high = Math.max(...good.map((p) => p.stage));
  const thresholds = thresholdsOf(gauge).filter((t) => t.stage > low - NEAR_METRES && t.stage < high + NEAR_METRES);
  const near = thresholds.map((t) => t.stage);
  return {
    good,
    suspect: drawn('suspect'),
    thresholds,
    bottom: Math.min(low, ...near) - MARGIN_METRES,
    top: Math.max(high, ...near) + MARGIN_METRES,
  };
}

function stageOf(p: ReadingPoint, gauge: GaugeProperties): number | null {
  return p.stageInThresholdDatum ?? (gauge.thresholdDatum === 'unknown' ? p.stageMetres : null);
}

function thresholdsOf(gauge: GaugeProperties): StageSeries['thresholds'] {
  const all = [
    { tone: 'amber', level: 'warning', stage: gauge.warningStageMetres },
    { tone: 'orange', level: 'guarantee', stage: gauge.guaranteeStageMetres },
    { tone: 'red', level: 'record', stage: gauge.recordStageMetres },
  ] as const;
  return all.filter((t): t is (typeof all)[number] & { stage: number } => t.stage !== null);
}

/** Round stages between two, about four of them. Metres. */
export function stageTicks(bottom: number, top: number): number[] {
  const step = [0.2, 0.5, 1, 2, 5, 10, 20].find((metres) => (top - bottom) / metres <= 4.5) ?? 50;
  const first = Math.ceil(bottom / step);
  const count = Math.floor(top / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Math.round((first + i) * step * 10) / 10);
}

/** Midnights of the machine's own zone in a stretch of time, as 月/日: each one, or evenly as many as there is room for. */
export function dayTicks(from: number, to: number, most: number): { at: number; label: string }[] {
  const ticks: { at: number; label: string }[] = [];
  const step = Math.ceil((to - from) / 86_400_000 / most);
  const day = new Date(from);
  day.setHours(24, 0, 0, 0);
  for (; day.getTime() <= to; day.setDate(day.getDate() + step)) {
    ticks.push({ at: day.getTime(), label: `${day.getMonth() + 1}/${day.getDate()}` });
  }
  return ticks;
}

/** Heights moved apart so that each lies at least `gap` above the one before it; given from low to high. */
export function spread(heights: number[], gap: number): number[] {
  const apart: number[] = [];
  for (const height of heights) apart.push(Math.min(height, (apart.at(-1) ?? Infinity) - gap));
  return apart;
}
