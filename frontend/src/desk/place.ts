import type { Feature } from '@/platform/collections';

/** Where to look for a feature: its newest position, its point, or the middle of its outline. */
export function placeOfFeature(feature: Pick<Feature, 'geometry'>, position?: unknown[]): [number, number] | null {
  if (typeof position?.[1] === 'number' && typeof position[2] === 'number') return [position[1], position[2]];
  const { geometry } = feature;
  if (geometry?.type === 'Point') return geometry.coordinates as [number, number];
  const points = (
    geometry?.type === 'Polygon' ? geometry.coordinates[0] : geometry?.type === 'LineString' ? geometry.coordinates : []
  ) as [number, number][];
  if (!points?.length) return null;
  const sum = points.reduce((s, p) => [s[0] + p[0], s[1] + p[1]] as [number, number], [0, 0] as [number, number]);
  return [sum[0] / points.length, sum[1] / points.length];
}
