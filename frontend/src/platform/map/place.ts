import type { Feature } from '../collections';

export type Position = [number, number];

const KM_PER_DEGREE = 111.2;

/** Kilometres between two places on a plane that is good enough for a county. */
export function kmBetween(a: Position, b: Position): number {
  const shrink = Math.cos((a[1] * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot((b[0] - a[0]) * shrink, b[1] - a[1]);
}

/** Where to look for a feature: its point, or the middle of its outline or line; null without a place. */
export function placeOf({ geometry }: Pick<Feature, 'geometry'>): Position | null {
  if (geometry?.type === 'Point') return geometry.coordinates as Position;
  const points = (
    geometry?.type === 'Polygon' ? geometry.coordinates[0] : geometry?.type === 'LineString' ? geometry.coordinates : []
  ) as Position[];
  if (!points?.length) return null;
  const sum = points.reduce<Position>((s, p) => [s[0] + p[0], s[1] + p[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}
