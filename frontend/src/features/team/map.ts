import { defineOverlay, LABEL_FONT, symbolName } from '@/platform/map';
import { placed } from './places';
import type { TeamProperties } from './types';

/** Teams as small squares where they are; a stale position is faint. */
export const teamOverlay = defineOverlay<TeamProperties & { stale?: boolean }>({
  id: 'teams',
  collection: 'teams',
  stream: 'positions',
  placed,
  properties: ({ properties: p }) => ({
    icon: symbolName('square', 'small', p.status === 'working' || p.status === 'moving' ? 'accent' : 'plain'),
    name: p.name,
    opacity: p.stale ? 0.45 : 1,
  }),
  layers: (theme, source, scale) => [
    {
      layer: {
        id: 'teams-symbol',
        type: 'symbol',
        source,
        layout: {
          'icon-image': ['get', 'icon'],
          'icon-allow-overlap': true,
          'text-field': ['get', 'name'],
          'text-font': [LABEL_FONT],
          'text-size': 12 * scale,
          'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.9,
          'text-optional': true,
        },
        paint: {
          'icon-opacity': ['get', 'opacity'],
          'text-opacity': ['get', 'opacity'],
          'text-color': theme.town,
          'text-halo-color': theme.townHalo,
          'text-halo-width': 1.5,
        },
      },
    },
  ],
  clickable: ['teams-symbol'],
});
