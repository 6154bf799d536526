import type { Geometry } from 'geojson';

/**
 * Collection name → type of its properties. Empty here: each feature adds its own row by declaration merging,
 * `declare module '@/platform/collections' { interface Collections { incidents: IncidentProperties } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Collections {}

export type CollectionName = keyof Collections & string;

/** Properties of a collection by its name; an unknown name gives a plain record. */
export type PropertiesOf<C extends string> = C extends CollectionName ? Collections[C] : Record<string, unknown>;

/** One feature of the picture. Times are RFC 3339, geometry is EPSG:4490 lon/lat. */
export interface Feature<P = Record<string, unknown>> {
  type: 'Feature';
  id: string;
  collection: string;
  version: number;
  seq: number;
  updated: string;
  by: string;
  geometry: Geometry | null;
  properties: P;
}

export type FeatureOf<C extends string> = Feature<PropertiesOf<C>>;

/** One entry of a space's log; numbers run 1, 2, 3 … without gaps. `remove` carries collection and id only. */
export interface Change {
  seq: number;
  at?: string;
  recorded?: string;
  op: 'put' | 'remove';
  command?: string;
  actor?: string;
  feature?: Feature;
  collection?: string;
  id?: string;
}

/** The whole picture of a space at `seq`. */
export interface PictureSnapshot {
  space: string;
  epoch: string;
  seq: number;
  at: string;
  features: Feature[];
  /** Newest values by stream, each `[key, …values, at]`. */
  latest?: Record<string, unknown[]>;
  /** True when `at` is an earlier time that was asked for. */
  past?: boolean;
}
