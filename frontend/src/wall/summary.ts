import { gradeRank, isOpen } from '@/features/incident/look';
import type { FieldReportProperties } from '@/features/fieldreport/types';
import type { IncidentProperties } from '@/features/incident/types';
import type { Feature } from '@/platform/collections';
import { INCIDENT_STATES, type Grade, type IncidentState } from '@/platform/i18n/words';

export type Incident = Feature<IncidentProperties>;
export type Report = Feature<FieldReportProperties>;

/** The figures of the left edge. `none` counts open incidents without a grade. */
export interface Summary {
  open: number;
  byGrade: Record<Grade | 'none', number>;
  byState: Record<IncidentState, number>;
  waiting: { count: number; unseen: number; oldest: string | null };
  today: { reports: number; opened: number; closed: number };
}

/** `now` decides what today is, in the zone of this machine. */
export function summarise(incidents: Incident[], reports: Report[], now: Date): Summary {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const today = (at: string | null) => at !== null && Date.parse(at) >= midnight;
  const open = incidents.map((f) => f.properties).filter(isOpen);
  const waiting = waitingReports(reports);
  const count = <T>(list: T[], test: (item: T) => boolean) => list.filter(test).length;
  const grade = (g: Grade | null) => count(open, (p) => (p.grade ?? null) === g);
  return {
    open: open.length,
    byGrade: {
      extraordinary: grade('extraordinary'),
      major: grade('major'),
      large: grade('large'),
      general: grade('general'),
      none: grade(null),
    },
    byState: Object.fromEntries(
      INCIDENT_STATES.map((s) => [s, count(open, (p) => p.state === s)]),
    ) as Summary['byState'],
    waiting: {
      count: waiting.length,
      unseen: count(waiting, (f) => !f.properties.seenAt),
      oldest: waiting[0]?.properties.receivedAt ?? null,
    },
    today: {
      reports: count(reports, (f) => today(f.properties.receivedAt)),
      opened: count(incidents, (f) => today(f.properties.openedAt)),
      closed: count(incidents, (f) => today(f.properties.closedAt)),
    },
  };
}

/** Reports that nobody has decided about, the longest waiting first. */
export function waitingReports(reports: Report[]): Report[] {
  return reports
    .filter((f) => f.properties.state === 'received')
    .sort((a, b) => Date.parse(a.properties.receivedAt) - Date.parse(b.properties.receivedAt));
}

/** Work in hand comes before what is under control. */
const STATE_ORDER: IncidentState[] = ['responding', 'unverified', 'verified', 'controlled', 'closed'];

/** Open incidents, worst grade first, then by how much they need somebody, then newest first. */
export function openIncidents(incidents: Incident[]): Incident[] {
  return incidents
    .filter((f) => isOpen(f.properties))
    .sort(
      (a, b) =>
        gradeRank(b.properties.grade) - gradeRank(a.properties.grade) ||
        STATE_ORDER.indexOf(a.properties.state) - STATE_ORDER.indexOf(b.properties.state) ||
        Date.parse(b.properties.openedAt) - Date.parse(a.properties.openedAt),
    );
}

/** Where something is, in the fewest words: the place as told, else town and village, with the chainage on a dyke. */
export function placeOf(p: {
  place?: string | null;
  townName: string | null;
  villageName: string | null;
  chainage?: { at: string } | null;
}): string {
  const where = p.place || [p.townName, p.villageName].filter(Boolean).join('');
  return [where, p.chainage?.at].filter(Boolean).join(' ');
}

/** Reports per hour for the last `hours` full or begun hours, oldest first. */
export function perHour(times: string[], now: Date, hours: number): { hour: Date; count: number }[] {
  const HOUR = 3_600_000;
  const thisHour = Math.floor(now.getTime() / HOUR) * HOUR;
  const bins = Array.from({ length: hours }, (_, i) => ({
    hour: new Date(thisHour - (hours - 1 - i) * HOUR),
    count: 0,
  }));
  for (const at of times) {
    const i = Math.floor((Date.parse(at) - bins[0]!.hour.getTime()) / HOUR);
    const bin = bins[i];
    if (bin) bin.count++;
  }
  return bins;
}
