import { kmBetween, type Position } from '@/platform/map/place';
import type { GaugeState } from './types';
import { STATE_LOOK, type Gauge } from './levels';

/** A river from its file: one or more lines, each in one direction. */
export interface River {
  name: string;
  lines: Position[][];
}

/** A stretch of a river that takes the state of the station nearest to it along the river. */
export interface ReachState {
  river: string;
  gauge: string;
  state: GaugeState;
  points: Position[];
}

interface Foot {
  gauge: Gauge;
  /** Kilometres along the line, and from the line to the station. */
  along: number;
  away: number;
}

/**
 * Cuts each river half-way between its stations, along the river. Every station counts, also one that is missing: what
 * nobody measures is not given the colour of the next station. A station beyond the end of the line stands at its end.
 */
export function reachStates(rivers: River[], gauges: Gauge[]): ReachState[] {
  return rivers.flatMap((river) => {
    const own = gauges.filter((g) => g.properties.river === river.name && g.geometry?.type === 'Point');
    return river.lines.flatMap((line) => cut(river.name, line, own));
  });
}

function cut(river: string, line: Position[], gauges: Gauge[]): ReachState[] {
  if (line.length < 2 || !gauges.length) return [];
  const km = lengths(line);
  const feet = gauges
    .map((gauge) => footOf(gauge, line, km))
    .sort((a, b) => a.along - b.along || a.away - b.away)
    // Of several beyond the same end, the nearest speaks for it.
    .filter((foot, i, all) => i === 0 || foot.along > all[i - 1]!.along);
  return feet.map((foot, i) => {
    const from = i === 0 ? 0 : (feet[i - 1]!.along + foot.along) / 2;
    const to = i === feet.length - 1 ? km.at(-1)! : (foot.along + feet[i + 1]!.along) / 2;
    return { river, gauge: foot.gauge.id, state: foot.gauge.properties.state, points: stretch(line, km, from, to) };
  });
}

/** Kilometres from the line's begin to each of its points, on a plane that is good enough for a county. */
function lengths(line: Position[]): number[] {
  const km = [0];
  for (let i = 1; i < line.length; i++) km.push(km[i - 1]! + kmBetween(line[i - 1]!, line[i]!));
  return km;
}

function between(a: Position, b: Position, part: number): Position {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}

function footOf(gauge: Gauge, line: Position[], km: number[]): Foot {
  const at = (gauge.geometry as unknown as { coordinates: Position }).coordinates;
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  let best: Foot = { gauge, along: 0, away: Infinity };
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const along = [(b[0] - a[0]) * shrink, b[1] - a[1]] as const;
    const to = [(at[0] - a[0]) * shrink, at[1] - a[1]] as const;
    const square = along[0] ** 2 + along[1] ** 2;
    const part = square ? Math.max(0, Math.min(1, (along[0] * to[0] + along[1] * to[1]) / square)) : 0;
    const away = kmBetween(at, between(a, b, part));
    if (away < best.away) best = { gauge, along: km[i - 1]! + (km[i]! - km[i - 1]!) * part, away };
  }
  return best;
}

function stretch(line: Position[], km: number[], from: number, to: number): Position[] {
  const at = (where: number): Position => {
    const i = Math.max(
      1,
      km.findIndex((k) => k >= where),
    );
    const whole = km[i]! - km[i - 1]!;
    return between(line[i - 1]!, line[i]!, whole ? (where - km[i - 1]!) / whole : 0);
  };
  return [at(from), ...line.filter((_, i) => km[i]! > from && km[i]! < to), at(Math.min(to, km.at(-1)!))];
}

/** The reaches that are in more than their usual state, as the map draws them. */
export const risen = (reaches: ReachState[]) =>
  reaches
    .filter((r) => STATE_LOOK[r.state].rank > 1)
    .map((r) => ({ points: r.points, tone: STATE_LOOK[r.state].tone }));

/** How bad the reach of a river is that comes nearest to a place; 0 for a river without a station. */
export function rankNear(reaches: ReachState[], river: string, at: Position): number {
  const away = (r: ReachState) => Math.min(...r.points.map((p) => kmBetween(p, at)));
  const own = reaches.filter((r) => r.river === river).map((r) => ({ r, km: away(r) }));
  const nearest = own.reduce<(typeof own)[0] | null>((best, one) => (best && best.km <= one.km ? best : one), null);
  return nearest ? STATE_LOOK[nearest.r.state].rank : 0;
}
