/** Where a report says it is; `at` is lon/lat, the rest goes into the report's properties as it is. */
export interface ChosenPlace {
  at: [number, number];
  positionSource: 'gps' | 'map' | 'village' | 'chainage';
  accuracyMetres?: number;
  village?: string;
  chainage?: { area: string; at: string };
}

/** A place named by dyke and chainage: `text` is 12+300. */
export interface MarkedPlace {
  at: [number, number];
  area: string;
  name: string;
  text: string;
}

/** Near enough to tell which of two places of a county is the nearer one. */
export function metresBetween(a: [number, number], b: [number, number]): number {
  const shrink = Math.cos((a[1] * Math.PI) / 180);
  return 111_200 * Math.hypot((b[0] - a[0]) * shrink, b[1] - a[1]);
}
