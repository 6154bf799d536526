import { wordsOf } from '@/features/fieldreport/words';
import type { FeatureOf } from '@/platform/collections';
import type { Village } from '@/features/unit/search';
import { searchVillages } from '@/features/unit/search';
import type { Incident, Report } from './queue';

export type Hit =
  | { type: 'village'; village: Village }
  | { type: 'incident'; incident: Incident }
  | { type: 'report'; report: Report }
  | { type: 'gauge'; gauge: FeatureOf<'gauges'> }
  | { type: 'team'; team: FeatureOf<'teams'> }
  | { type: 'area'; area: FeatureOf<'areas'> }
  | { type: 'action'; id: string; label: string };

export interface PaletteSources {
  villages: readonly Village[];
  incidents: readonly Incident[];
  reports: readonly Report[];
  gauges: readonly FeatureOf<'gauges'>[];
  teams: readonly FeatureOf<'teams'>[];
  areas: readonly FeatureOf<'areas'>[];
  actions: readonly { id: string; label: string; words: string }[];
}

/** What Ctrl-K finds, at most `limit`: actions, then incidents and reports in hand, gauges, areas and teams, then places. */
export function find(sources: PaletteSources, typed: string, limit = 12): Hit[] {
  const asked = typed.trim().toLowerCase();
  const has = (...parts: (string | null | undefined)[]) => parts.some((part) => part?.toLowerCase().includes(asked));
  const actions = sources.actions
    .filter((action) => !asked || has(action.label, action.words))
    .map(({ id, label }): Hit => ({ type: 'action', id, label }));
  if (!asked) return actions.slice(0, limit);
  const incidents = sources.incidents
    .filter(({ properties: p }) => has(p.number, p.title, p.place, p.villageName))
    .map((incident): Hit => ({ type: 'incident', incident }));
  const reports = sources.reports
    .filter(({ properties: p }) => p.state === 'received' && has(p.text, p.villageName, p.reporter.name, ...wordsOf(p)))
    .map((report): Hit => ({ type: 'report', report }));
  const gauges = sources.gauges
    .filter(({ properties: p }) => has(p.name, p.river, p.code))
    .map((gauge): Hit => ({ type: 'gauge', gauge }));
  const areas = sources.areas
    .filter(({ properties: p }) => has(p.name, p.code))
    .map((area): Hit => ({ type: 'area', area }));
  const teams = sources.teams
    .filter(({ properties: p }) => has(p.name, p.task))
    .map((team): Hit => ({ type: 'team', team }));
  const water = [...gauges.slice(0, 3), ...areas.slice(0, 3), ...teams.slice(0, 3)];
  const villages = searchVillages(sources.villages, typed, limit).map((village): Hit => ({ type: 'village', village }));
  return [...actions.slice(0, 4), ...incidents.slice(0, 5), ...reports.slice(0, 5), ...water, ...villages].slice(
    0,
    limit,
  );
}
