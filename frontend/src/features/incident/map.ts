import { clusterLayers, defineOverlay, KIND_SHAPE, LABEL_FONT_STRONG, symbolName } from '@/platform/map';
import { gradeRank, gradeTone, isOpen, STATE_FILL } from './look';
import type { IncidentProperties } from './types';

export { gradeRank, gradeTone, isOpen, STATE_FILL };

export const incidentOverlay = defineOverlay<IncidentProperties>({
  id: 'incidents',
  collection: 'incidents',
  shows: (f) => isOpen(f.properties),
  properties: ({ properties: p }) => ({
    icon: symbolName(KIND_SHAPE[p.kind], STATE_FILL[p.state], gradeTone(p.grade)),
    title: p.title,
    rank: gradeRank(p.grade),
  }),
  cluster: { radius: 26, maxZoom: 13 },
  layers: (theme, source, scale) => [
    {
      layer: {
        id: 'incidents-symbol',
        type: 'symbol',
        source,
        filter: ['!', ['has', 'point_count']],
        layout: {
          'icon-image': ['get', 'icon'],
          'icon-allow-overlap': true,
          'symbol-sort-key': ['get', 'rank'],
          'text-field': ['get', 'title'],
          'text-font': [LABEL_FONT_STRONG],
          'text-size': 14 * scale,
          'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
          'text-radial-offset': 1.35,
          'text-justify': 'auto',
          'text-optional': true,
          'text-max-width': 14,
        },
        paint: {
          'text-color': theme.name === 'dark' ? theme.halo : theme.ink,
          'text-halo-color': theme.townHalo,
          'text-halo-width': 2,
        },
      },
    },
    ...clusterLayers('incidents', source, theme, scale),
  ],
  clickable: ['incidents-symbol'],
});
