import type { Change, PictureSnapshot } from '../collections';

/**
 * The client side of the feed (design §4) as a pure function: `step(state, event)` gives the next state and what the
 * outside must do. No clock, no socket, no randomness inside; `now` is a monotonic time in milliseconds.
 */
/** The clock of a space that does not keep real time. */
export interface ClockWord {
  now: string;
  rate: number;
}

export type Frame =
  | {
      type: 'hello';
      space: string;
      epoch: string;
      seq: number;
      at: string;
      degraded?: boolean;
      cause?: 'disk';
      clock?: ClockWord;
    }
  | { type: 'changes'; from: number; seq: number; changes: Change[] }
  | { type: 'latest'; stream: string; at: string; values: unknown[] }
  | { type: 'mark'; seq: number; at: string; degraded?: boolean; cause?: 'disk'; head?: number; clock?: ClockWord }
  | { type: 'reset'; why: string };

export type Phase =
  | 'idle' //        not started
  | 'ticket' //      asking for a ticket
  | 'connecting' //  socket opening, no hello yet
  | 'fetching' //    hello seen, the picture is on its way, changes are kept
  | 'live'
  | 'waiting' //     pause before the next try
  | 'gone' //        this space was removed and does not come back
  | 'signed-out'; // nobody, revoked or refused: a person must log in or join

export interface FeedState {
  phase: Phase;
  /** Counts connections, so that a late event of an abandoned one is ignored. */
  attemptId: number;
  /** Failed tries since the feed was last live; sets the pause. */
  failures: number;
  epoch: string | null;
  /** Last number applied to the picture; null without a picture. */
  applied: number | null;
  /** Number at which this socket began, and the last one it has covered. */
  helloSeq: number;
  received: number;
  /** Highest number the server is known to have. */
  head: number;
  pending: Change[];
  /** `at` of the last mark and the monotonic time at which a newer one was first seen. */
  verifiedAt: string | null;
  verifiedMono: number | null;
  lastFrameMono: number | null;
  /** Nothing can be written: the database cannot be asked, or only its disk takes nothing more. */
  degraded: false | 'away' | 'disk';
  /** The space's clock and when it was told; null while space time is real time. */
  clock: (ClockWord & { mono: number }) | null;
  why: string | null;
}

export type FeedEvent =
  | { type: 'start' }
  | { type: 'stop' }
  | { type: 'ticket'; attemptId: number; ticket: string }
  | { type: 'ticketFailed'; attemptId: number; status: number; retryAfterMs: number | null }
  | { type: 'frame'; attemptId: number; frame: Frame; now: number }
  | { type: 'closed'; attemptId: number; code: number }
  | { type: 'picture'; attemptId: number; picture: PictureSnapshot; now: number }
  | { type: 'pictureFailed'; attemptId: number; status: number; retryAfterMs: number | null }
  | { type: 'retry'; attemptId: number }
  | { type: 'wake' } // the network came back or the page became visible: do not sit out the pause
  | { type: 'tick'; now: number };

export type Effect =
  | { do: 'getTicket'; attemptId: number }
  | { do: 'open'; attemptId: number; ticket: string; since: number | null; epoch: string | null }
  | { do: 'fetchPicture'; attemptId: number }
  | { do: 'close' }
  | { do: 'retryIn'; attemptId: number; failures: number; atLeastMs: number | null }
  | { do: 'load'; picture: PictureSnapshot }
  | { do: 'apply'; changes: Change[]; seq: number }
  | { do: 'latest'; stream: string; values: unknown[] }
  | { do: 'signedOut'; why: string };

export type Step = [FeedState, Effect[]];

/** Marks come every second; this long without any frame means the connection is dead although nothing closed it. */
export const SILENCE_MS = 10_000;

/** So often a space that was never seen is asked for: some seconds, while nodes look at the database every one. */
const TRIES_OF_UNKNOWN = 3;

export const initialState: FeedState = {
  phase: 'idle',
  attemptId: 0,
  failures: 0,
  epoch: null,
  applied: null,
  helloSeq: 0,
  received: 0,
  head: 0,
  pending: [],
  verifiedAt: null,
  verifiedMono: null,
  lastFrameMono: null,
  degraded: false,
  clock: null,
  why: null,
};

export function step(state: FeedState, event: FeedEvent): Step {
  if ('attemptId' in event && event.attemptId !== state.attemptId) return [state, []];
  switch (event.type) {
    case 'start':
      return state.phase === 'idle' || state.phase === 'signed-out' ? connect({ ...state, failures: 0 }) : [state, []];
    case 'stop':
      return [{ ...initialState, attemptId: state.attemptId + 1 }, [{ do: 'close' }]];
    case 'ticket':
      return onTicket(state, event.ticket);
    case 'ticketFailed':
    case 'pictureFailed':
      return onRefusal(state, event.status, event.retryAfterMs);
    case 'frame':
      return onFrame({ ...state, lastFrameMono: event.now }, event.frame, event.now);
    case 'picture':
      return onPicture(state, event.picture);
    case 'closed':
      return onClosed(state, event.code);
    case 'retry':
      return state.phase === 'waiting' ? connect(state) : [state, []];
    case 'wake':
      return state.phase === 'waiting' ? connect(state) : [state, []];
    case 'tick':
      return onTick(state, event.now);
  }
}

function connect(state: FeedState): Step {
  const attemptId = state.attemptId + 1;
  return [{ ...state, phase: 'ticket', attemptId, pending: [], lastFrameMono: null }, [{ do: 'getTicket', attemptId }]];
}

function onTicket(state: FeedState, ticket: string): Step {
  const { attemptId, applied, epoch } = state;
  return [{ ...state, phase: 'connecting' }, [{ do: 'open', attemptId, ticket, since: applied, epoch }]];
}

function onRefusal(state: FeedState, status: number, retryAfterMs: number | null): Step {
  if (status === 401) return signOut(state, `refused-${status}`);
  if (status === 404) return gone(state);
  return wait(state, status ? `answer-${status}` : 'unreachable', retryAfterMs);
}

function onClosed(state: FeedState, code: number): Step {
  if (code === 4401) return signOut(state, 'closed-4401');
  return code === 4404 ? gone(state) : wait(state, `closed-${code}`);
}

/**
 * Ids of spaces are never used again, so a known one that is gone stays gone, with its last picture. One just made may be
 * unknown to this server node for a moment.
 */
function gone(state: FeedState): Step {
  if (state.applied === null && state.failures < TRIES_OF_UNKNOWN) return wait(state, 'unknown-space');
  return [{ ...state, phase: 'gone', attemptId: state.attemptId + 1, pending: [], why: 'gone' }, [{ do: 'close' }]];
}

function signOut(state: FeedState, why: string): Step {
  // Whoever comes next may see another part of the picture, so it will be fetched anew.
  const attemptId = state.attemptId + 1;
  const next: FeedState = { ...state, phase: 'signed-out', attemptId, epoch: null, applied: null, pending: [], why };
  return [next, [{ do: 'close' }, { do: 'signedOut', why }]];
}

function wait(state: FeedState, why: string, atLeastMs: number | null = null): Step {
  const attemptId = state.attemptId + 1;
  const next: FeedState = {
    ...state,
    phase: 'waiting',
    attemptId,
    failures: state.failures + 1,
    pending: [],
    lastFrameMono: null,
    why,
  };
  return [next, [{ do: 'close' }, { do: 'retryIn', attemptId, failures: state.failures, atLeastMs }]];
}

function onFrame(state: FeedState, frame: Frame, now: number): Step {
  switch (frame.type) {
    case 'hello':
      return onHello(state, frame, now);
    case 'mark':
      return onMark(state, frame, now);
    case 'changes':
      return onChanges(state, frame);
    case 'latest':
      return [state, [{ do: 'latest', stream: frame.stream, values: frame.values }]];
    case 'reset':
      return wait({ ...state, epoch: null, applied: null }, `reset: ${frame.why}`);
    default:
      return [state, []]; // a frame type of a newer server
  }
}

function onHello(state: FeedState, hello: Extract<Frame, { type: 'hello' }>, now: number): Step {
  const resumed = state.applied !== null && state.epoch === hello.epoch;
  const next = verified({ ...state, epoch: hello.epoch, head: hello.seq, why: null }, hello, now);
  if (resumed) return [{ ...next, phase: 'live', received: state.applied! }, []];
  return [
    { ...next, phase: 'fetching', applied: null, helloSeq: hello.seq, received: hello.seq, pending: [] },
    [{ do: 'fetchPicture', attemptId: state.attemptId }],
  ];
}

function onChanges(state: FeedState, frame: Extract<Frame, { type: 'changes' }>): Step {
  if (state.phase !== 'live' && state.phase !== 'fetching') return wait(state, 'changes before hello');
  if (frame.from !== state.received + 1) {
    return wait(state, `expected ${state.received + 1}, got ${frame.from}`);
  }
  const next = { ...state, received: frame.seq, head: Math.max(state.head, frame.seq) };
  if (state.phase === 'fetching') return [{ ...next, pending: [...state.pending, ...frame.changes] }, []];
  const applied = Math.max(state.applied!, frame.seq);
  const changes = frame.changes.filter((c) => c.seq > state.applied!);
  return [{ ...next, applied }, [{ do: 'apply', changes, seq: applied }]];
}

function onMark(state: FeedState, mark: Extract<Frame, { type: 'mark' }>, now: number): Step {
  if (state.phase !== 'live' && state.phase !== 'fetching') return [state, []];
  // A mark never runs ahead of what this socket was sent, so a higher number means a frame was lost.
  if (mark.seq > state.received) return wait(state, `mark ${mark.seq}, had ${state.received}`);
  const next = verified(state, mark, now);
  const head = Math.max(next.head, mark.head ?? mark.seq);
  return [state.phase === 'live' ? { ...next, failures: 0, head } : { ...next, head }, []];
}

/** The age of the picture counts from the moment a newer verification time was seen; clocks are never compared. */
function verified(
  state: FeedState,
  frame: { at: string; degraded?: boolean; cause?: 'disk'; clock?: ClockWord },
  now: number,
): FeedState {
  const degraded = frame.degraded === true && (frame.cause ?? 'away');
  const clock = frame.clock ? { ...frame.clock, mono: now } : null;
  if (frame.at === state.verifiedAt) return { ...state, degraded, clock };
  return {
    ...state,
    degraded,
    clock,
    verifiedAt: frame.at,
    verifiedMono: degraded === 'away' ? state.verifiedMono : now,
  };
}

function onPicture(state: FeedState, picture: PictureSnapshot): Step {
  if (state.phase !== 'fetching') return [state, []];
  if (picture.epoch !== state.epoch) return wait({ ...state, epoch: null }, 'the picture is of another epoch');
  const load: Effect = { do: 'load', picture };
  if (picture.seq < state.helloSeq) {
    // A node that lags answered. What lies between it and our hello was never sent to us: resume from there.
    const [next, effects] = wait({ ...state, applied: picture.seq }, 'the picture is behind the socket');
    return [next, [load, ...effects]];
  }
  const applied = Math.max(picture.seq, state.received);
  const changes = state.pending.filter((c) => c.seq > picture.seq);
  const effects: Effect[] = changes.length ? [load, { do: 'apply', changes, seq: applied }] : [load];
  return [{ ...state, phase: 'live', applied, head: Math.max(state.head, applied), pending: [] }, effects];
}

function onTick(state: FeedState, now: number): Step {
  const open = state.phase === 'live' || state.phase === 'fetching' || state.phase === 'connecting';
  if (!open) return [state, []];
  if (state.lastFrameMono === null) return [{ ...state, lastFrameMono: now }, []];
  return now - state.lastFrameMono > SILENCE_MS ? wait(state, 'silence') : [state, []];
}

/** Pause before a try, milliseconds: 0.5 s doubling to 15 s, of which a random half (`random` in [0, 1)). */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(failures, 5));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
