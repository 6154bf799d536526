import { gradeRank, isOpen } from '@/features/incident/look';
import type { FieldReportProperties } from '@/features/fieldreport/types';
import { wordsOf } from '@/features/fieldreport/words';
import type { IncidentProperties } from '@/features/incident/types';
import type { Feature } from '@/platform/collections';
import { SEVERITIES, type IncidentState, type Kind, type Severity } from '@/platform/i18n/words';

export type Incident = Feature<IncidentProperties>;
export type Report = Feature<FieldReportProperties>;
export type Tab = 'reports' | 'incidents' | 'done';

export interface Filters {
  kind: Kind | null;
  /** At least this bad. */
  severity: Severity | null;
  /** Part of a place, a text, a number. */
  text: string;
}

export const NO_FILTERS: Filters = { kind: null, severity: null, text: '' };

const severityRank = (severity: Severity) => SEVERITIES.indexOf(severity);

function matches(p: FieldReportProperties | IncidentProperties, filters: Filters): boolean {
  if (filters.kind && p.kind !== filters.kind) return false;
  if (filters.severity && severityRank(p.severity) < severityRank(filters.severity)) return false;
  const asked = filters.text.trim().toLowerCase();
  if (!asked) return true;
  const text =
    'number' in p
      ? [p.number, p.title, p.place, p.villageName, p.townName]
      : [p.text, p.villageName, p.townName, p.reporter.name, ...wordsOf(p)];
  return text.some((part) => part?.toLowerCase().includes(asked));
}

/** Undecided reports: the worst first, and among equals the one that has waited longest. */
export function waitingReports(reports: readonly Report[], filters: Filters): Report[] {
  return reports
    .filter((f) => f.properties.state === 'received' && matches(f.properties, filters))
    .sort(
      (a, b) =>
        severityRank(b.properties.severity) - severityRank(a.properties.severity) ||
        a.properties.receivedAt.localeCompare(b.properties.receivedAt),
    );
}

const WORK: Record<IncidentState, number> = { unverified: 0, responding: 1, verified: 2, controlled: 3, closed: 4 };

/** Open incidents: what is not verified yet, then what is being fought, by grade, the oldest first. */
export function openIncidents(incidents: readonly Incident[], filters: Filters): Incident[] {
  return incidents
    .filter((f) => isOpen(f.properties) && matches(f.properties, filters))
    .sort(
      (a, b) =>
        gradeRank(b.properties.grade) - gradeRank(a.properties.grade) ||
        WORK[a.properties.state] - WORK[b.properties.state] ||
        a.properties.openedAt.localeCompare(b.properties.openedAt),
    );
}

/** What has been decided or closed, the newest first. */
export function doneItems(
  reports: readonly Report[],
  incidents: readonly Incident[],
  filters: Filters,
): (Report | Incident)[] {
  const decided = reports.filter((f) => f.properties.state !== 'received' && matches(f.properties, filters));
  const closed = incidents.filter((f) => !isOpen(f.properties) && matches(f.properties, filters));
  return [...decided, ...closed].sort((a, b) => b.updated.localeCompare(a.updated));
}

export type Patience = 'calm' | 'late' | 'overdue';

/** How long an undecided report may wait, by severity, minutes: then it is late, and at twice that overdue. */
const PATIENCE_MINUTES: Record<Severity, number> = { critical: 2, major: 5, moderate: 15, minor: 30 };

export function patience(severity: Severity, waitedMs: number): Patience {
  const limit = PATIENCE_MINUTES[severity] * 60_000;
  if (waitedMs >= 2 * limit) return 'overdue';
  return waitedMs >= limit ? 'late' : 'calm';
}

/** Reports that need an ear at once: bad, and nobody at the desk has opened them. */
export function alarming(reports: readonly Report[]): Report[] {
  return reports.filter(
    ({ properties: p }) =>
      p.state === 'received' &&
      !p.seenAt &&
      (p.danger === 'breach' || severityRank(p.severity) >= severityRank('major')),
  );
}
