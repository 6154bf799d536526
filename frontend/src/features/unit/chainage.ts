import type { Feature } from '@/platform/collections';
import type { AreaProperties } from './types';

export type Dyke = Feature<AreaProperties>;

/** Dykes that carry a chainage, by name. */
export function dykesOf(areas: readonly Dyke[]): Dyke[] {
  return areas
    .filter(
      ({ properties: p, geometry }) => p.kind === 'dyke' && p.chainageTo !== null && geometry?.type === 'LineString',
    )
    .sort((a, b) => a.properties.name.localeCompare(b.properties.name, 'zh-CN'));
}

/**
 * Lon/lat of a chainage (metres) on a drawn dyke, or null beyond its ends. The chainage is spread evenly over the drawn
 * length, as the server does; over the few kilometres between two vertices a plane is exact to a metre.
 */
export function locate(dyke: Dyke, metres: number): [number, number] | null {
  const { chainageFrom: from, chainageTo: to } = dyke.properties;
  if (from === null || to === null || dyke.geometry?.type !== 'LineString') return null;
  const share = (metres - from) / (to - from);
  if (!(share >= 0 && share <= 1)) return null;
  const line = dyke.geometry.coordinates as [number, number][];
  const lengths = line.slice(1).map((end, i) => length(line[i]!, end));
  let left = share * lengths.reduce((sum, each) => sum + each, 0);
  for (const [i, each] of lengths.entries()) {
    if (left <= each || i === lengths.length - 1)
      return between(line[i]!, line[i + 1]!, each ? Math.min(1, left / each) : 0);
    left -= each;
  }
  return null;
}

/** In degrees of latitude: only the proportions count. */
function length([lonA, latA]: [number, number], [lonB, latB]: [number, number]): number {
  const squeeze = Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return Math.hypot((lonB - lonA) * squeeze, latB - latA);
}

function between(a: [number, number], b: [number, number], share: number): [number, number] {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}
