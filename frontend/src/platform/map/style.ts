import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { LayerInfo } from '../api';
import { LABEL_FONT, LABEL_FONT_STRONG, pageFontFaces } from './fonts';
import { flowName } from './symbols';
import type { MapTheme, MapTone } from './theme';

/** Our own map from our own tiles: water first, everything else recedes. Only layers the server has are drawn. */
export function baseStyle(theme: MapTheme, layers: LayerInfo[], scale = 1, english = false): StyleSpecification {
  const has = new Set(layers.map((l) => l.id));
  const sources: Record<string, SourceSpecification> = {};
  for (const layer of layers) {
    sources[layer.id] = {
      type: 'vector',
      tiles: [`${location.origin}/tiles/${encodeURIComponent(layer.id)}/{z}/{x}/{y}`],
      minzoom: layer.minZoom,
      maxzoom: layer.maxZoom,
    };
  }
  const drawn = [...ground(theme), ...roads(theme), ...rivers(theme, scale), ...labels(theme, scale, english)];
  return {
    version: 8,
    'font-faces': pageFontFaces(),
    sources,
    layers: drawn.filter((l) => !('source' in l) || has.has(l.source as string)),
  };
}

/** Data overlays go below this layer when they are areas, above everything when they are symbols. */
export const BELOW_WATER = 'rivers-glow';

function ground(theme: MapTheme): LayerSpecification[] {
  return [
    { id: 'background', type: 'background', paint: { 'background-color': theme.ground } },
    {
      id: 'county-fill',
      type: 'fill',
      source: 'county',
      'source-layer': 'county',
      paint: { 'fill-color': theme.county },
    },
    {
      id: 'county-glow',
      type: 'line',
      source: 'county',
      'source-layer': 'county',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.countyLine, 'line-width': 12, 'line-blur': 10, 'line-opacity': 0.3 },
    },
    {
      id: 'county-line',
      type: 'line',
      source: 'county',
      'source-layer': 'county',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.countyLine, 'line-width': 1.5, 'line-dasharray': [6, 3] },
    },
  ];
}

function roads(theme: MapTheme): LayerSpecification[] {
  return [
    {
      id: 'roads-line',
      type: 'line',
      source: 'roads',
      'source-layer': 'roads',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': theme.road,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 12, 2, 15, 5],
      },
    },
  ];
}

const RIVER = ['==', ['get', 'kind'], 'river'] as const;

/** Ditches are thinner than canals, canals than rivers. */
function riverWidth(scale: number, times: number): ['interpolate', ...unknown[]] {
  const at = (px: number) => {
    const full = px * scale * times;
    return ['match', ['get', 'kind'], 'river', full, 'canal', full * 0.7, full * 0.42];
  };
  return ['interpolate', ['exponential', 1.5], ['zoom'], 8, at(2), 10, at(4), 12, at(7), 15, at(20)];
}

function rivers(theme: MapTheme, scale: number): LayerSpecification[] {
  const line = { source: 'rivers', 'source-layer': 'rivers', layout: { 'line-cap': 'round', 'line-join': 'round' } };
  return [
    {
      id: 'rivers-glow',
      type: 'line',
      ...line,
      paint: {
        'line-color': theme.waterGlow,
        'line-width': riverWidth(scale, 3.2),
        'line-blur': riverWidth(scale, 2.4),
        'line-opacity': 0.55,
      },
    },
    {
      id: 'rivers-line',
      type: 'line',
      ...line,
      paint: { 'line-color': theme.water, 'line-width': riverWidth(scale, 1) },
    },
    {
      id: 'rivers-core',
      type: 'line',
      ...line,
      paint: { 'line-color': theme.waterCore, 'line-width': riverWidth(scale, 0.32), 'line-opacity': 0.75 },
    },
    {
      id: 'rivers-flow',
      type: 'symbol',
      source: 'rivers',
      'source-layer': 'rivers',
      minzoom: 9,
      filter: RIVER,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 90 * scale,
        'icon-image': flowName(theme.flow),
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.7, 13, 1.5],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-rotation-alignment': 'map',
      },
    },
  ] as LayerSpecification[];
}

function labels(theme: MapTheme, scale: number, english: boolean): LayerSpecification[] {
  return [
    {
      id: 'roads-label',
      type: 'symbol',
      source: 'roads',
      'source-layer': 'roads',
      minzoom: 11,
      layout: {
        'symbol-placement': 'line',
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': [LABEL_FONT],
        'text-size': 12 * scale,
        'symbol-spacing': 500,
      },
      paint: { 'text-color': theme.roadLabel, 'text-halo-color': theme.townHalo, 'text-halo-width': 1.5 },
    },
    {
      id: 'rivers-label',
      type: 'symbol',
      source: 'rivers',
      'source-layer': 'rivers',
      layout: {
        'symbol-placement': 'line',
        'text-field': english ? ['coalesce', ['get', 'nameEn'], ['get', 'name']] : ['get', 'name'],
        'text-font': [LABEL_FONT_STRONG],
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 12 * scale, 13, 18 * scale],
        'text-letter-spacing': english ? 0.02 : 0.12,
        // Along the line, so that nobody takes it for the river beside; where it bends too much it is left out.
        'text-offset': [0, 1.05],
        'text-max-angle': 75,
        'text-padding': 4,
        'symbol-spacing': 110 * scale,
      },
      paint: { 'text-color': theme.waterLabel, 'text-halo-color': theme.townHalo, 'text-halo-width': 2 },
    },
    {
      id: 'towns-label',
      type: 'symbol',
      source: 'towns',
      'source-layer': 'towns',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [LABEL_FONT],
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 14 * scale, 13, 18 * scale],
        'text-padding': 6,
      },
      paint: { 'text-color': theme.town, 'text-halo-color': theme.townHalo, 'text-halo-width': 1.6 },
    },
  ];
}

/** A part of a river drawn in a tone. */
export interface Stretch {
  points: [number, number][];
  tone: MapTone;
}

/** Over the river, a little wider than it, so that the colour is legible from afar. */
export function stretchLayers(scale: number): LayerSpecification[] {
  const line = { type: 'line' as const, source: 'stretches', layout: { 'line-cap': 'round', 'line-join': 'round' } };
  const colour = { 'line-color': ['get', 'colour'] };
  return [
    {
      id: 'stretches-glow',
      ...line,
      paint: {
        ...colour,
        'line-width': riverWidth(scale, 3.2),
        'line-blur': riverWidth(scale, 2.4),
        'line-opacity': 0.5,
      },
    },
    { id: 'stretches-line', ...line, paint: { ...colour, 'line-width': riverWidth(scale, 1.1) } },
  ] as unknown as LayerSpecification[];
}
