import type { Danger, Grade, IncidentState, Kind, Severity } from '@/platform/i18n/words';

export interface TimelineEntry {
  at: string;
  by: string;
  entry: 'opened' | 'state' | 'report' | 'note' | 'grade' | 'commander' | 'edit';
  text: string;
  textEn?: string | null;
  from?: string | null;
  to?: string | null;
}

export interface NamedPhone {
  name: string;
  phone: string | null;
}

/** An incident as stored; `number` counts per year in the space, such as 2026-0007. */
export interface IncidentProperties {
  number: string;
  title: string;
  kind: Kind;
  danger: Danger | null;
  severity: Severity;
  grade: Grade | null;
  state: IncidentState;
  place: string | null;
  village: string | null;
  villageName: string | null;
  townName: string | null;
  chainage: { area: string; at: string } | null;
  occurredAt: string;
  openedAt: string;
  source: 'report' | 'phone';
  caller: NamedPhone | null;
  commander: NamedPhone | null;
  reports: string[];
  timeline: TimelineEntry[];
  closedAt: string | null;
}

declare module '@/platform/collections' {
  interface Collections {
    incidents: IncidentProperties;
  }
}
