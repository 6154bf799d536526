import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Geometry } from 'geojson';
import type { Feature } from '../collections';
import { LABEL_FONT_STRONG } from './fonts';
import type { MapTheme } from './theme';

/**
 * How one collection is drawn. A feature module exports one; a page passes those it wants to `<MapView :overlays>`.
 * `P` is the collection's properties; `properties` gives the few plain values that the layers read.
 */
export interface Overlay<P = never> {
  id: string;
  collection: string;
  /** The stream whose newest values say where its features are, and how. */
  stream?: string;
  placed?(features: Feature<P>[], rows: Map<string, unknown[]>, now: number): Feature[];
  /** Which features to draw; default all with a geometry. */
  shows?(feature: Feature<P>): boolean;
  properties(feature: Feature<P>): Record<string, string | number | boolean>;
  /** Merge near points into counted circles; `rank` (0–4) of the worst member colours the circle. */
  cluster?: { radius: number; maxZoom: number };
  /** Layer ids must begin with the overlay's id. `scale` is 1 on a desk and larger on a wall. */
  layers(theme: MapTheme, source: string, scale: number): OverlayLayer[];
  /** Layers that answer to a click. */
  clickable?: string[];
}

export type OverlayLayer = { layer: LayerSpecification; below?: 'water' | 'labels' };
export type AnyOverlay = Overlay<never>;

/** Types the overlay by its properties once and forgets them, so that a page can hold overlays of many collections. */
export function defineOverlay<P>(overlay: Overlay<P>): AnyOverlay {
  return overlay as unknown as AnyOverlay;
}

export function toGeoJson(overlay: AnyOverlay, features: Feature[]): GeoJSON.FeatureCollection {
  const shown = features as unknown as Feature<never>[];
  return {
    type: 'FeatureCollection',
    features: shown
      .filter((f) => f.geometry !== null && (overlay.shows?.(f) ?? true))
      .map((f) => ({
        type: 'Feature' as const,
        geometry: f.geometry as Geometry,
        properties: { ...overlay.properties(f), id: f.id },
      })),
  };
}

/** Cluster ranks 0–4 → colours: not graded, then the four grades. */
export function rankColour(theme: MapTheme): ExpressionSpecification {
  const { plain, blue, amber, orange, red } = theme.grade;
  return ['match', ['get', 'rank'], 1, blue, 2, amber, 3, orange, 4, red, plain];
}

/** The circle and count that stand for several points of an overlay. */
export function clusterLayers(
  id: string,
  source: string,
  theme: MapTheme,
  scale: number,
  colour: ExpressionSpecification | string = rankColour(theme),
): OverlayLayer[] {
  const clustered: ExpressionSpecification = ['has', 'point_count'];
  return [
    {
      layer: {
        id: `${id}-cluster`,
        type: 'circle',
        source,
        filter: clustered,
        paint: {
          'circle-radius': ['step', ['get', 'point_count'], 15 * scale, 10, 19 * scale, 50, 24 * scale],
          'circle-color': theme.paper,
          'circle-stroke-width': 3 * scale,
          'circle-stroke-color': colour,
        },
      },
    },
    {
      layer: {
        id: `${id}-count`,
        type: 'symbol',
        source,
        filter: clustered,
        layout: {
          'text-field': ['get', 'point_count_abbreviated'],
          'text-font': [LABEL_FONT_STRONG],
          'text-size': 15 * scale,
          'text-allow-overlap': true,
          // as wide as the circle, so that no other label is written into it
          'text-padding': 12 * scale,
        },
        paint: { 'text-color': theme.name === 'dark' ? theme.halo : theme.ink },
      },
    },
  ];
}
