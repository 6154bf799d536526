import { GRADES, type Grade, type IncidentState, type Kind } from '@/platform/i18n/words';
import {
  clusterLayers,
  defineOverlay,
  LABEL_FONT_STRONG,
  symbolName,
  type Fill,
  type MapTone,
  type Shape,
} from '@/platform/map';
import type { IncidentProperties } from './types';

/** Shape per kind and colour per grade, the same on every screen. */
export const KIND_SHAPE: Record<Kind, Shape> = {
  flood: 'drop',
  danger: 'triangle',
  disaster: 'square',
  other: 'diamond',
};

export const STATE_FILL: Record<IncidentState, Fill> = {
  unverified: 'hollow',
  verified: 'dot',
  responding: 'solid',
  controlled: 'bar',
  closed: 'small',
};

const GRADE_TONE: Record<Grade, MapTone> = { general: 'blue', large: 'amber', major: 'orange', extraordinary: 'red' };

export const gradeTone = (grade: Grade | null): MapTone => (grade ? GRADE_TONE[grade] : 'plain');
/** 0 not graded … 4 extraordinary. */
export const gradeRank = (grade: Grade | null): number => (grade ? GRADES.indexOf(grade) + 1 : 0);
export const isOpen = (p: { state: IncidentState }): boolean => p.state !== 'closed';

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
          'text-max-width': 9,
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
