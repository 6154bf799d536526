import type { Gauge } from '@/features/gauge/levels';
import { gradeTone } from '@/features/incident/look';
import type { FeatureOf } from '@/platform/collections';
import type { AlarmTone } from '@/platform/ui/alarm';
import type { MapTone } from '@/platform/map/theme';
import type { Incident, Report } from './summary';

/** Something that a person must have noticed. It is over when somebody acknowledges it here or acts on it at a desk. */
export interface Alarm {
  key: string;
  what: 'report' | 'incident' | 'grade' | 'relapse' | 'guarantee' | 'record' | 'flood';
  tone: AlarmTone;
  colour: MapTone;
  since: string;
  subject: Incident | Report | Gauge | Area;
  /** Lesser alarms of the same thing that this one stands for. */
  covers?: string[];
}

export type Area = FeatureOf<'areas'>;

/**
 * All alarms that the picture calls for, most urgent first, then newest. They come from the state, not from the moment
 * of change: what arrived while this screen was cut off sounds as well.
 */
export function alarmsOf(incidents: Incident[], reports: Report[], gauges: Gauge[] = [], areas: Area[] = []): Alarm[] {
  const all = [
    ...reports.flatMap(ofReport),
    ...incidents.flatMap(ofIncident),
    ...gauges.flatMap(ofGauge),
    ...areas.flatMap(ofArea),
  ];
  const weight = (a: Alarm) => (a.tone === 'urgent' ? 1 : 0);
  return all.sort((a, b) => weight(b) - weight(a) || Date.parse(b.since) - Date.parse(a.since));
}

/** A report rings until a duty officer has seen it. */
function ofReport(f: Report): Alarm[] {
  const p = f.properties;
  if (p.state !== 'received' || p.seenAt) return [];
  const urgent = p.severity === 'critical' || p.danger === 'breach';
  const tone = urgent ? 'urgent' : 'notice';
  return [{ key: `${f.id}/report`, what: 'report', tone, colour: 'accent', since: p.receivedAt, subject: f }];
}

function ofIncident(f: Incident): Alarm[] {
  const p = f.properties;
  const colour = gradeTone(p.grade);
  const alarms: Alarm[] = [];
  const add = (name: string, what: Alarm['what'], tone: AlarmTone, since: string) =>
    alarms.push({ key: `${f.id}/${name}`, what, tone, colour, since, subject: f });
  if (p.state === 'closed') return [];
  const grave = p.grade === 'major' || p.grade === 'extraordinary';
  if (grave) {
    const last = p.timeline.findLast((e) => e.entry === 'grade' && e.to === p.grade);
    add(`grade-${p.grade}`, 'grade', 'urgent', last?.at ?? p.openedAt);
  } else if (p.state === 'unverified' && p.source === 'phone') {
    // One opened from a report has rung already, as that report.
    add('opened', 'incident', 'notice', p.openedAt);
  }
  const relapse = p.timeline.findLastIndex(
    (e) => e.entry === 'state' && e.to === 'responding' && (e.from === 'controlled' || e.from === 'closed'),
  );
  if (relapse >= 0 && p.state === 'responding') {
    add(`relapse-${relapse}`, 'relapse', 'urgent', p.timeline[relapse]!.at);
  }
  return alarms;
}

/** A gauge rings when it passes its guarantee stage, and once more when it passes its record; not on its way down. */
function ofGauge(f: Gauge): Alarm[] {
  const { state, stateSince } = f.properties;
  const guarantee = `${f.id}/guarantee`;
  const since = stateSince ?? f.updated;
  if (state === 'above-guarantee')
    return [{ key: guarantee, what: 'guarantee', tone: 'urgent', colour: 'orange', since, subject: f }];
  if (state !== 'above-record') return [];
  const covers = [guarantee];
  return [{ key: `${f.id}/record`, what: 'record', tone: 'urgent', colour: 'red', since, subject: f, covers }];
}

/** A detention area rings when it takes water. */
function ofArea(f: Area): Alarm[] {
  const { kind, state, stateSince } = f.properties;
  if (kind !== 'detention' || state !== 'flood') return [];
  const since = stateSince ?? f.updated;
  return [{ key: `${f.id}/flood`, what: 'flood', tone: 'urgent', colour: 'red', since, subject: f }];
}

/** The keys that an acknowledgement of this alarm settles. */
export const settledBy = (alarm: Alarm) => [alarm.key, ...(alarm.covers ?? [])];

/** What still rings, and the acknowledgements worth keeping (those whose alarm still stands). */
export function pendingAlarms(alarms: Alarm[], acknowledged: ReadonlySet<string>) {
  return {
    pending: alarms.filter((a) => !acknowledged.has(a.key)),
    keep: new Set(alarms.flatMap(settledBy).filter((key) => acknowledged.has(key))),
  };
}

/** A screen that has never run here takes old incidents as known; reports that nobody saw still ring. */
export function firstAcknowledgements(alarms: Alarm[]): Set<string> {
  return new Set(alarms.filter((a) => a.what !== 'report').flatMap(settledBy));
}
