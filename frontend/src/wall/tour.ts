/**
 * The slow tour of an idle wall as a pure function. It begins when nobody has touched the screen for a while and nothing
 * waits for an acknowledgement, and it ends the moment somebody touches it or something happens.
 */
export type TourStop =
  | { is: 'county' }
  | { is: 'reach'; name: string; town: string; points: [number, number][] }
  | { is: 'incident'; id: string; title: string; at: [number, number] };

/** Milliseconds without a touch before the tour begins, and at each stop. */
export const IDLE_MS = 180_000;
export const STOP_MS = 20_000;

export interface TourState {
  /** home: whole county; tour: moving; hand: somebody has moved the map and it stays where they left it. */
  mode: 'home' | 'tour' | 'hand';
  index: number;
  since: number;
}

export type TourEvent = { type: 'touch' } | { type: 'tick'; stops: number; calm: boolean };
export type TourMove = { go: 'home' } | { go: 'stop'; index: number } | null;

export const tourAtStart = (now: number): TourState => ({ mode: 'home', index: 0, since: now });

export function stepTour(state: TourState, event: TourEvent, now: number): [TourState, TourMove] {
  if (event.type === 'touch') return [{ mode: 'hand', index: 0, since: now }, null];
  if (!event.calm) {
    // Somebody's own view is never taken away; the tour gives way to the whole county.
    if (state.mode === 'tour') return [{ mode: 'home', index: 0, since: now }, { go: 'home' }];
    return [state.mode === 'home' ? { ...state, since: now } : state, null];
  }
  const waited = now - state.since;
  if (state.mode !== 'tour') {
    if (waited < IDLE_MS) return [state, null];
    if (event.stops < 2) return state.mode === 'hand' ? [tourAtStart(now), { go: 'home' }] : [state, null];
    return [
      { mode: 'tour', index: 0, since: now },
      { go: 'stop', index: 0 },
    ];
  }
  if (waited < STOP_MS) return [state, null];
  const index = (state.index + 1) % Math.max(1, event.stops);
  return [
    { mode: 'tour', index, since: now },
    { go: 'stop', index },
  ];
}

/** Rivers in flood before quiet ones; among equals the order along the river stays. */
export const worstFirst = <R extends { rank: number }>(reaches: R[]): R[] =>
  [...reaches].sort((a, b) => b.rank - a.rank);
