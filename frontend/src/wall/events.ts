import { gradeTone } from '@/features/incident/look';
import '@/features/drill/types';
import type { TimelineEntry } from '@/features/incident/types';
import type { FeatureOf } from '@/platform/collections';
import type { Danger, Kind } from '@/platform/i18n/words';
import type { MapTone } from '@/platform/map/theme';
import { placeOf, type Incident, type Report } from './summary';

/** One line of the feed: what happened, to what, when. */
export interface WallEvent {
  key: string;
  at: string;
  kind: Kind;
  danger: Danger | null;
  tone: MapTone;
  subject: string;
  what:
    | { is: 'received' | 'seen' | 'rejected' | 'withdrawn' | 'opened' | 'report' | 'commander' | 'edit' }
    | { is: 'inject'; kind: string; marks: ('injected' | 'disputed')[] }
    | { is: 'state'; to: string }
    | { is: 'grade'; to: string }
    | { is: 'note'; text: string; textEn: string | null };
}

/** The last `limit` events, newest first, read from what the picture holds, so a reload shows the same lines. */
export function lastEvents(
  incidents: Incident[],
  reports: Report[],
  limit: number,
  injects: FeatureOf<'injects'>[] = [],
): WallEvent[] {
  const all = [
    ...incidents.flatMap(eventsOfIncident),
    ...reports.flatMap(eventsOfReport),
    ...injects.map(eventOfInject),
  ];
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.key.localeCompare(a.key)).slice(0, limit);
}

const DANGERS = new Set(['danger', 'breach']);

/** What a scenario tells, marked when the exercise made it up or its hour is disputed. */
function eventOfInject(f: FeatureOf<'injects'>): WallEvent {
  const p = f.properties;
  const marks: ('injected' | 'disputed')[] = [];
  if (p.injected) marks.push('injected');
  if (p.disputed.length) marks.push('disputed');
  return {
    key: f.id,
    at: p.scheduledAt,
    kind: DANGERS.has(p.kind) ? 'danger' : p.kind === 'lifeline' ? 'disaster' : 'flood',
    danger: null,
    tone: p.kind === 'breach' ? 'red' : 'plain',
    subject: p.place && !p.text.startsWith(p.place) ? `${p.place} ${p.text}` : p.text,
    what: { is: 'inject', kind: p.kind, marks },
  };
}

function eventsOfIncident(f: Incident): WallEvent[] {
  const p = f.properties;
  return p.timeline.map((entry, i) => ({
    key: `${f.id}/${String(i).padStart(4, '0')}`,
    at: entry.at,
    kind: p.kind,
    danger: p.danger,
    tone: gradeTone(p.grade),
    subject: p.title,
    what: whatOf(entry),
  }));
}

function whatOf(entry: TimelineEntry): WallEvent['what'] {
  switch (entry.entry) {
    case 'state':
      return { is: 'state', to: entry.to ?? '' };
    case 'grade':
      return { is: 'grade', to: entry.to ?? '' };
    case 'note':
      return { is: 'note', text: entry.text, textEn: entry.textEn ?? null };
    default:
      return { is: entry.entry };
  }
}

function eventsOfReport(f: Report): WallEvent[] {
  const p = f.properties;
  const line = (name: string, at: string, is: 'received' | 'seen' | 'rejected' | 'withdrawn'): WallEvent => ({
    key: `${f.id}/${name}`,
    at,
    kind: p.kind,
    danger: p.danger,
    tone: 'accent',
    subject: placeOf(p),
    what: { is },
  });
  const events = [line('a-received', p.receivedAt, 'received')];
  if (p.seenAt) events.push(line('b-seen', p.seenAt, 'seen'));
  // An accepted or merged report goes on in its incident's own timeline.
  if (p.decidedAt && (p.state === 'rejected' || p.state === 'withdrawn'))
    events.push(line('c-end', p.decidedAt, p.state));
  return events;
}
