/** Where a report says it is; `at` is lon/lat, the rest goes into the report's properties as it is. */
export interface ChosenPlace {
  at: [number, number];
  positionSource: 'gps' | 'map' | 'village';
  accuracyMetres?: number;
  village?: string;
}
