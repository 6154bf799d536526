import { clusterLayers, defineOverlay, KIND_SHAPE, symbolName } from '@/platform/map';
import type { FieldReportProperties } from './types';

/** Reports that nobody has decided about yet: hollow, in the colour of what waits for a person. */
export const reportOverlay = defineOverlay<FieldReportProperties>({
  id: 'fieldreports',
  collection: 'fieldreports',
  shows: (f) => f.properties.state === 'received',
  properties: ({ properties: p }) => ({ icon: symbolName(KIND_SHAPE[p.kind], 'hollow', 'accent'), rank: 0 }),
  cluster: { radius: 24, maxZoom: 13 },
  layers: (theme, source, scale) => [
    {
      layer: {
        id: 'fieldreports-symbol',
        type: 'symbol',
        source,
        filter: ['!', ['has', 'point_count']],
        layout: { 'icon-image': ['get', 'icon'], 'icon-size': 0.85, 'icon-allow-overlap': true },
      },
    },
    ...clusterLayers('fieldreports', source, theme, scale, theme.grade.accent),
  ],
  clickable: ['fieldreports-symbol'],
});
