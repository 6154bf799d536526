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
