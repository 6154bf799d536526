import type { Kind } from '@/platform/i18n/words';
import { clusterLayers, defineOverlay, symbolName, type Shape } from '@/platform/map';
import type { FieldReportProperties } from './types';

const KIND_SHAPE: Record<Kind, Shape> = { flood: 'drop', danger: 'triangle', disaster: 'square', other: 'diamond' };

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
    ...clusterLayers('fieldreports', source, theme, scale),
  ],
  clickable: ['fieldreports-symbol'],
});
