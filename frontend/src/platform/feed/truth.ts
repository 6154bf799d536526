import type { FeedState } from './machine';

export type TruthLevel = 'good' | 'late' | 'bad';
export type TruthWord =
  | 'live'
  | 'late'
  | 'stale'
  | 'degraded'
  | 'full'
  | 'catching-up'
  | 'loading'
  | 'connecting'
  | 'disconnected'
  | 'gone'
  | 'signed-out';

/** What the screen may honestly claim. `missing` is null while it cannot be known. */
export interface Truth {
  seq: number | null;
  missing: number | null;
  ageMs: number | null;
  level: TruthLevel;
  word: TruthWord;
}

/** Amber and red ages of the picture, milliseconds; marks come every second. */
export const LATE_MS = 3_000;
export const STALE_MS = 10_000;

/** `now` is the same monotonic clock that was given to the feed. */
export function truthOf(state: FeedState, now: number): Truth {
  const live = state.phase === 'live';
  const ageMs = state.verifiedMono === null ? null : Math.max(0, now - state.verifiedMono);
  const missing = live && state.applied !== null ? Math.max(0, state.head - state.applied) : null;
  const word = wordOf(state, ageMs, missing);
  return { seq: state.applied, missing, ageMs, level: levelOf(word), word };
}

function wordOf(state: FeedState, ageMs: number | null, missing: number | null): TruthWord {
  if (state.phase === 'signed-out' || state.phase === 'gone') return state.phase;
  if (state.phase === 'fetching') return 'loading';
  if (state.phase !== 'live') {
    const first = state.verifiedMono === null && state.failures === 0;
    return first ? 'connecting' : 'disconnected';
  }
  if (state.degraded) return state.degraded === 'disk' ? 'full' : 'degraded';
  if (ageMs === null || ageMs > STALE_MS) return 'stale';
  if (missing !== null && missing > 0) return 'catching-up';
  return ageMs > LATE_MS ? 'late' : 'live';
}

function levelOf(word: TruthWord): TruthLevel {
  if (word === 'live') return 'good';
  return word === 'late' || word === 'catching-up' || word === 'loading' || word === 'connecting' ? 'late' : 'bad';
}
