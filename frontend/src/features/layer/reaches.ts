import type { Map as MapLibre } from 'maplibre-gl';

type Position = [number, number];

/** A stretch of a river that fits one view: the river's name, the town nearest to it, and its points. */
export interface Reach {
  name: string;
  town: string;
  points: Position[];
}

export interface NamedPoint {
  name: string;
  at: Position;
}

/** Length of a reach along the longer axis of its river, kilometres. */
const REACH_KM = 14;
const KM_PER_DEGREE = 111.2;

/** The reaches of the rivers (ditches left out) from the tiles that are loaded, river by river, upstream or down. */
export function riverReaches(map: MapLibre): Reach[] {
  if (!map.getSource('rivers')) return [];
  const towns = map.getSource('towns')
    ? map.querySourceFeatures('towns', { sourceLayer: 'towns' }).flatMap((f) => {
        if (f.geometry.type !== 'Point') return [];
        return [{ name: String(f.properties?.name ?? ''), at: f.geometry.coordinates as Position }];
      })
    : [];
  const rivers = new Map<string, Position[]>();
  for (const f of map.querySourceFeatures('rivers', { sourceLayer: 'rivers' })) {
    const name = String(f.properties?.name ?? '');
    if (!name || f.properties?.kind === 'ditch') continue;
    const points = rivers.get(name) ?? [];
    if (f.geometry.type === 'LineString') points.push(...(f.geometry.coordinates as Position[]));
    if (f.geometry.type === 'MultiLineString') points.push(...(f.geometry.coordinates.flat() as Position[]));
    rivers.set(name, points);
  }
  return [...rivers].flatMap(([name, points]) => splitReaches(name, points, towns));
}

/** Cuts a river, given as points in any order, into reaches along its longer axis, each named by its nearest town. */
export function splitReaches(name: string, points: Position[], towns: NamedPoint[]): Reach[] {
  if (!points.length) return [];
  const shrink = Math.cos((points[0]![1] * Math.PI) / 180);
  const flat = (p: Position): Position => [p[0] * shrink * KM_PER_DEGREE, p[1] * KM_PER_DEGREE];
  const span = (axis: 0 | 1) => {
    const values = points.map((p) => flat(p)[axis]);
    return { from: Math.min(...values), length: Math.max(...values) - Math.min(...values) };
  };
  const axis = span(0).length >= span(1).length ? 0 : 1;
  const { from, length } = span(axis);
  const count = Math.max(1, Math.round(length / REACH_KM));
  const bins: Position[][] = Array.from({ length: count }, () => []);
  for (const p of points) {
    const i = length ? Math.floor(((flat(p)[axis] - from) / length) * count) : 0;
    bins[Math.min(count - 1, i)]!.push(p);
  }
  return bins.filter((bin) => bin.length > 0).map((bin) => ({ name, points: bin, town: nearest(bin, towns, flat) }));
}

function nearest(bin: Position[], towns: NamedPoint[], flat: (p: Position) => Position): string {
  const middle = flat(bin[Math.floor(bin.length / 2)]!);
  const km = (t: NamedPoint) => Math.hypot(flat(t.at)[0] - middle[0], flat(t.at)[1] - middle[1]);
  return towns.reduce<NamedPoint | null>((best, t) => (best && km(best) <= km(t) ? best : t), null)?.name ?? '';
}
