import type { ExpressionSpecification } from 'maplibre-gl';
import { defineOverlay, hatchName, LABEL_FONT, type MapTheme } from '@/platform/map';
import type { AreaProperties, VillageProperties } from './types';

/** 黄 prepared, 橙 cleared, 红 holding water, blue draining. */
function stateColour(theme: MapTheme): ExpressionSpecification {
  const { amber, orange, red, blue } = theme.grade;
  return ['match', ['get', 'state'], 'prepare', amber, 'clear', orange, 'flood', red, 'drain', blue, theme.detention];
}

/** Detention areas hatched under the water, dykes as a line with teeth-like dashes beside it. */
export const areaOverlay = defineOverlay<AreaProperties>({
  id: 'areas',
  collection: 'areas',
  properties: ({ properties: p }) => ({ kind: p.kind, name: p.name, state: p.state ?? 'idle' }),
  layers: (theme, source, scale) => [
    {
      below: 'water',
      layer: {
        id: 'areas-hatch',
        type: 'fill',
        source,
        filter: ['==', ['get', 'kind'], 'detention'],
        paint: { 'fill-pattern': hatchName(theme.detention), 'fill-opacity': 0.22 },
      },
    },
    {
      below: 'water',
      layer: {
        id: 'areas-used',
        type: 'fill',
        source,
        filter: ['all', ['==', ['get', 'kind'], 'detention'], ['!=', ['get', 'state'], 'idle']],
        paint: {
          'fill-color': stateColour(theme),
          'fill-opacity': ['match', ['get', 'state'], 'flood', 0.34, 0.16],
        },
      },
    },
    {
      below: 'water',
      layer: {
        id: 'areas-line',
        type: 'line',
        source,
        filter: ['==', ['get', 'kind'], 'detention'],
        paint: {
          'line-color': stateColour(theme),
          'line-width': ['match', ['get', 'state'], 'idle', 1.2 * scale, 2.2 * scale],
          'line-opacity': 0.8,
        },
      },
    },
    {
      below: 'water',
      layer: {
        id: 'areas-dyke',
        type: 'line',
        source,
        // A dyke runs beside its river; until the two part on the screen it would only blur the water.
        minzoom: 10.5,
        filter: ['==', ['get', 'kind'], 'dyke'],
        paint: {
          'line-color': theme.dyke,
          'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1.2 * scale, 14, 3.5 * scale],
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 10.5, 0, 12, 0.9],
        },
      },
    },
    {
      below: 'labels',
      layer: {
        id: 'areas-dyke-label',
        type: 'symbol',
        source,
        minzoom: 12.5,
        filter: ['==', ['get', 'kind'], 'dyke'],
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 500,
          'text-field': ['get', 'name'],
          'text-font': [LABEL_FONT],
          'text-size': 12 * scale,
          'text-offset': [0, -0.9],
          'text-max-angle': 50,
        },
        paint: { 'text-color': theme.dyke, 'text-halo-color': theme.townHalo, 'text-halo-width': 1.5 },
      },
    },
    {
      below: 'labels',
      layer: {
        id: 'areas-label',
        type: 'symbol',
        source,
        filter: ['==', ['get', 'kind'], 'detention'],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': [LABEL_FONT],
          'text-size': 13 * scale,
          'text-letter-spacing': 0.2,
        },
        paint: {
          'text-color': [
            'match',
            ['get', 'state'],
            'idle',
            theme.detention,
            theme.name === 'dark' ? theme.halo : theme.ink,
          ],
          'text-halo-color': theme.townHalo,
          'text-halo-width': 1.5,
        },
      },
    },
  ],
});

/** Village names appear only when the map is close; their positions are estimates. */
export const villageOverlay = defineOverlay<VillageProperties>({
  id: 'villages',
  collection: 'villages',
  properties: ({ properties: p }) => ({ name: p.shortName, code: p.code }),
  layers: (theme, source, scale) => [
    {
      below: 'labels',
      layer: {
        id: 'villages-dot',
        type: 'circle',
        source,
        minzoom: 11,
        paint: { 'circle-radius': 2 * scale, 'circle-color': theme.village },
      },
    },
    {
      below: 'labels',
      layer: {
        id: 'villages-label',
        type: 'symbol',
        source,
        minzoom: 11.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': [LABEL_FONT],
          'text-size': 12 * scale,
          'text-anchor': 'top',
          'text-offset': [0, 0.4],
          'text-optional': true,
        },
        paint: { 'text-color': theme.village, 'text-halo-color': theme.townHalo, 'text-halo-width': 1.2 },
      },
    },
  ],
  clickable: ['villages-dot'],
});
