import type { AreaState } from '@/features/unit/types';
import type { IncidentState } from '@/platform/i18n/words';

/** States of a thing, the commands that lead out of each in the order they are offered, and where each leads. */
export interface Steps<S extends string> {
  scale: 'incidentState' | 'areaState';
  out: Record<S, readonly string[]>;
  to: Record<string, S>;
}

/** The server has the last word on both. */
export const INCIDENT_STEPS: Steps<IncidentState> = {
  scale: 'incidentState',
  out: {
    unverified: ['verify'],
    verified: ['respond'],
    responding: ['control'],
    controlled: ['close', 'respond'],
    closed: ['reopen'],
  },
  to: { verify: 'verified', respond: 'responding', control: 'controlled', close: 'closed', reopen: 'responding' },
};

export const AREA_STEPS: Steps<AreaState> = {
  scale: 'areaState',
  out: {
    idle: ['prepare', 'clear', 'flood'],
    prepare: ['clear', 'flood', 'stand-down'],
    clear: ['flood', 'prepare', 'stand-down'],
    flood: ['drain'],
    drain: ['stand-down', 'flood'],
  },
  to: { prepare: 'prepare', clear: 'clear', flood: 'flood', drain: 'drain', 'stand-down': 'idle' },
};

export interface Offer {
  command: string;
  /** It was pressed and waits to be sent. */
  waits: boolean;
}

/** What can be pressed in a state: while a step waits to be sent, that one and those that follow it. */
export function offers<S extends string>(steps: Steps<S>, state: S, waiting: string | undefined): Offer[] {
  const next = steps.out[waiting ? steps.to[waiting]! : state].map((command) => ({ command, waits: false }));
  return waiting ? [{ command: waiting, waits: true }, ...next] : next;
}

/**
 * What a press means. The step from a state that has not been told yet back to the one that stands takes the waiting one
 * back: two commands would tell everybody of a relapse that never was.
 */
export function pressed<S extends string>(
  steps: Steps<S>,
  state: S,
  waiting: string | undefined,
  command: string,
): 'step' | 'undo' | 'nothing' {
  if (!offers(steps, state, waiting).some((offer) => offer.command === command && !offer.waits)) return 'nothing';
  return waiting && steps.to[command] === state ? 'undo' : 'step';
}
