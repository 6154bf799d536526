import { GRADES, type Grade, type IncidentState } from '@/platform/i18n/words';
import type { Fill } from '@/platform/map/symbols';
import type { MapTone } from '@/platform/map/theme';

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
