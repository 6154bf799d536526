import type { ReportInput } from './outbox/types';

type PlaceMembers = Pick<ReportInput, 'positionSource' | 'accuracyMetres' | 'village' | 'chainage' | 'confirmed'>;

/** Where a report says it is: `at` is lon/lat, `note` what a person reads for it, the rest is sent as it is. */
export interface ChosenPlace extends PlaceMembers {
  at: [number, number];
  note?: string;
}

/** A place named by dyke and chainage: `text` is 12+300. */
export interface MarkedPlace {
  at: [number, number];
  area: string;
  name: string;
  text: string;
}

/** All members of a report that its place decides, also the absent ones: those of the place before must not stay. */
export function placeMembers(place: PlaceMembers): PlaceMembers {
  const { positionSource, accuracyMetres, village, chainage, confirmed } = place;
  return { positionSource, accuracyMetres, village, chainage, confirmed };
}
