import { send } from '@/platform/api';
import type { DrillProperties } from './types';

export interface Scenario {
  id: string;
  title: string;
  titleEn: string;
  description: string;
  descriptionEn: string;
  from: string;
  to: string;
  rate: number;
  refused: { file: string; row: number; reason: string; reasonEn: string }[];
}

export type Drill = DrillProperties & { space: string; now: string };

export interface ReportEntry {
  at: string;
  recorded: string;
  who: 'inject' | 'scenario' | 'person';
  actor: string;
  collection: string;
  command: string;
  title: string;
  /** What it is about when nobody named it, e.g. `danger.breach`, a key of the platform's words. */
  word: string | null;
  scheduledAt: string | null;
}

export interface DrillReport {
  space: string;
  drill: DrillProperties;
  byScenario: number;
  byPeople: number;
  entries: ReportEntry[];
  reactions: {
    title: string;
    word: string | null;
    touchedAt: string;
    reactedAt: string;
    seconds: number;
    actor: string;
  }[];
  refusedRows: { file: string; row: number; reason: string; reasonEn: string }[];
}

const of = (space: string) => `/api/drills/${encodeURIComponent(space)}`;

export const drills = {
  scenarios: async () => (await send<{ scenarios: Scenario[] }>('GET', '/api/scenarios')).body.scenarios,
  list: async () => (await send<{ drills: Drill[] }>('GET', '/api/drills')).body.drills,
  start: async (scenario: string, rate?: number) =>
    (await send<Drill>('POST', '/api/drills', { body: { scenario, rate } })).body,
  steer: async (space: string, change: { rate?: number; paused?: boolean; seekTo?: string }) =>
    (await send<Drill>('POST', `${of(space)}/clock`, { body: change })).body,
  end: async (space: string) => (await send<Drill>('POST', `${of(space)}/end`, { body: {} })).body,
  remove: async (space: string) => void (await send('DELETE', of(space))),
  report: async (space: string) => (await send<DrillReport>('GET', `${of(space)}/report`)).body,
};
