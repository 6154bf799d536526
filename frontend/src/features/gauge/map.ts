import { defineOverlay, LABEL_FONT_STRONG, symbolName } from '@/platform/map';
import { STATE_LOOK } from './levels';
import type { GaugeProperties } from './types';

/** Stations as circles: filled by state, with a name when there is room. */
export const gaugeOverlay = defineOverlay<GaugeProperties>({
  id: 'gauges',
  collection: 'gauges',
  properties: ({ properties: p }) => ({
    icon: symbolName('circle', STATE_LOOK[p.state].rank > 1 ? 'solid' : 'hollow', STATE_LOOK[p.state].tone),
    name: p.name,
    order: 10 - STATE_LOOK[p.state].rank,
  }),
  layers: (theme, source, scale) => [
    {
      layer: {
        id: 'gauges-symbol',
        type: 'symbol',
        source,
        layout: {
          'icon-image': ['get', 'icon'],
          'icon-size': 0.72,
          'icon-allow-overlap': true,
          'symbol-sort-key': ['get', 'order'],
          'text-field': ['get', 'name'],
          'text-font': [LABEL_FONT_STRONG],
          'text-size': 13 * scale,
          'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
          'text-radial-offset': 1,
          'text-optional': true,
        },
        paint: { 'text-color': theme.waterLabel, 'text-halo-color': theme.townHalo, 'text-halo-width': 2 },
      },
    },
  ],
  clickable: ['gauges-symbol'],
});
