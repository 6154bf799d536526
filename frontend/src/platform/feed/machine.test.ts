import { describe, expect, it } from 'vitest';
import type { Change, PictureSnapshot } from '../collections';
import {
  backoffMs,
  initialState,
  SILENCE_MS,
  step,
  type Effect,
  type FeedEvent,
  type FeedState,
  type Frame,
} from './machine';
import { truthOf } from './truth';

/** Drives the machine and keeps what it asked for. */
class Drive {
  state: FeedState = initialState;
  effects: Effect[] = [];
  now = 1_000;

  do(event: FeedEvent): this {
    const [next, effects] = step(this.state, event);
    this.state = next;
    this.effects = effects;
    return this;
  }
  frame(frame: Frame): this {
    return this.do({ type: 'frame', attemptId: this.state.attemptId, frame, now: this.now });
  }
  open(): this {
    this.do(this.state.phase === 'waiting' ? { type: 'wake' } : { type: 'start' });
    return this.do({ type: 'ticket', attemptId: this.state.attemptId, ticket: 't' });
  }
  hello(seq: number, epoch = 'e1', at = `hello-${seq}`): this {
    return this.frame({ type: 'hello', space: 'live', epoch, seq, at });
  }
  picture(seq: number, epoch = 'e1'): this {
    return this.do({ type: 'picture', attemptId: this.state.attemptId, picture: snapshot(seq, epoch), now: this.now });
  }
  changes(from: number, seq: number): this {
    return this.frame({ type: 'changes', from, seq, changes: range(from, seq) });
  }
  live(seq: number): this {
    return this.open().hello(seq).picture(seq);
  }
  did(name: Effect['do']): boolean {
    return this.effects.some((e) => e.do === name);
  }
  appliedSeqs(): number[] {
    return this.effects.flatMap((e) => (e.do === 'apply' ? e.changes.map((c) => c.seq) : []));
  }
}

const snapshot = (seq: number, epoch = 'e1'): PictureSnapshot => ({ space: 'live', epoch, seq, at: 'x', features: [] });
const range = (from: number, to: number): Change[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ seq: from + i, op: 'put' as const }));

describe('a first connection', () => {
  it('asks for a ticket, opens without a position, and fetches the picture after hello', () => {
    const d = new Drive();
    expect(d.do({ type: 'start' }).effects).toEqual([{ do: 'getTicket', attemptId: 1 }]);
    d.do({ type: 'ticket', attemptId: 1, ticket: 't' });
    expect(d.effects).toEqual([{ do: 'open', attemptId: 1, ticket: 't', since: null, epoch: null }]);
    expect(d.hello(20).effects).toEqual([{ do: 'fetchPicture', attemptId: 1 }]);
  });

  it('keeps changes that arrive before the picture and drops those the picture already holds', () => {
    const d = new Drive().open().hello(20).changes(21, 24);
    expect(d.effects).toEqual([]);
    d.picture(22);
    expect(d.did('load')).toBe(true);
    expect(d.appliedSeqs()).toEqual([23, 24]);
    expect(d.state).toMatchObject({ phase: 'live', applied: 24 });
  });

  it('drops changes at or below a picture that is ahead of the socket', () => {
    const d = new Drive().open().hello(20).picture(25);
    expect(d.state.applied).toBe(25);
    expect(d.changes(21, 24).appliedSeqs()).toEqual([]);
    expect(d.state.applied).toBe(25);
    expect(d.changes(25, 27).appliedSeqs()).toEqual([26, 27]);
    expect(d.state.applied).toBe(27);
  });

  it('resumes from a picture that is behind the socket, because what lies between was never sent', () => {
    const d = new Drive().open().hello(20).picture(17);
    expect(d.did('load')).toBe(true);
    expect(d.state.phase).toBe('waiting');
    d.open();
    expect(d.effects).toMatchObject([{ do: 'open', since: 17, epoch: 'e1' }]);
    expect(d.hello(20).did('fetchPicture')).toBe(false);
    expect(d.changes(18, 20).appliedSeqs()).toEqual([18, 19, 20]);
  });

  it('starts anew when picture and socket are of different epochs', () => {
    const d = new Drive().open().hello(20, 'e1').picture(20, 'e2');
    expect(d.did('load')).toBe(false);
    expect(d.open().effects).toMatchObject([{ do: 'open', since: null }]);
  });
});

describe('a live connection', () => {
  it('applies contiguous ranges, also those whose changes an audience may not see', () => {
    const d = new Drive().live(20);
    expect(d.changes(21, 22).appliedSeqs()).toEqual([21, 22]);
    d.frame({ type: 'changes', from: 23, seq: 40, changes: [{ seq: 31, op: 'put' }] });
    expect(d.appliedSeqs()).toEqual([31]);
    expect(d.state.applied).toBe(40);
  });

  it('reconnects from its position when a range does not follow', () => {
    const d = new Drive().live(20).changes(23, 24);
    expect(d.did('apply')).toBe(false);
    expect(d.did('close')).toBe(true);
    expect(d.open().effects).toMatchObject([{ do: 'open', since: 20, epoch: 'e1' }]);
  });

  it('reconnects when a mark claims more than was sent', () => {
    const d = new Drive().live(20).frame({ type: 'mark', seq: 21, at: 'm' });
    expect(d.state.phase).toBe('waiting');
  });

  it('reconnects after silence, but not before', () => {
    const d = new Drive().live(20);
    expect(d.do({ type: 'tick', now: d.now + SILENCE_MS }).state.phase).toBe('live');
    expect(d.do({ type: 'tick', now: d.now + SILENCE_MS + 1 }).state.phase).toBe('waiting');
  });

  it('gives up a connection that never says hello', () => {
    const d = new Drive().open().do({ type: 'tick', now: 5_000 });
    expect(d.do({ type: 'tick', now: 5_001 + SILENCE_MS }).state.phase).toBe('waiting');
  });

  it('fetches the picture again after a reset', () => {
    const d = new Drive().live(20).frame({ type: 'reset', why: 'too old' });
    d.open();
    expect(d.effects).toMatchObject([{ do: 'open', since: null, epoch: null }]);
    expect(d.hello(3, 'e2').did('fetchPicture')).toBe(true);
  });

  it('fetches the picture again when hello comes from another epoch', () => {
    const d = new Drive().live(20).do({ type: 'closed', attemptId: 1, code: 1006 }).open().hello(3, 'e2');
    expect(d.did('fetchPicture')).toBe(true);
    expect(d.state.applied).toBeNull();
  });

  it('ignores frames of a type it does not know', () => {
    const d = new Drive().live(20);
    expect(d.frame({ type: 'weather' } as unknown as Frame).state.phase).toBe('live');
  });

  it('ignores late events of an abandoned connection', () => {
    const d = new Drive().live(20).do({ type: 'closed', attemptId: 1, code: 1006 });
    const before = d.state;
    d.do({
      type: 'frame',
      attemptId: 1,
      frame: { type: 'changes', from: 21, seq: 21, changes: range(21, 21) },
      now: 2,
    });
    expect(d.state).toBe(before);
  });
});

describe('refusal and pause', () => {
  it.each([
    [401, 'signed-out'],
    [403, 'waiting'],
    [500, 'waiting'],
    [0, 'waiting'],
  ])('after a ticket is refused with %i is %s', (status, phase) => {
    const d = new Drive().do({ type: 'start' });
    d.do({ type: 'ticketFailed', attemptId: 1, status, retryAfterMs: null });
    expect(d.state.phase).toBe(phase);
    expect(d.did('signedOut')).toBe(status === 401);
  });

  it('asks for a person when the socket is closed with 4401, and later fetches the picture anew', () => {
    const d = new Drive().live(20).do({ type: 'closed', attemptId: 1, code: 4401 });
    expect(d.state.phase).toBe('signed-out');
    expect(d.open().effects).toMatchObject([{ do: 'open', since: null }]);
  });

  it('waits at least as long as the server asked', () => {
    const d = new Drive().do({ type: 'start' });
    d.do({ type: 'ticketFailed', attemptId: 1, status: 503, retryAfterMs: 4_000 });
    expect(d.effects).toContainEqual({ do: 'retryIn', attemptId: 2, failures: 0, atLeastMs: 4_000 });
  });

  it('counts failures until a mark arrives on a live connection', () => {
    const d = new Drive().live(20);
    for (let i = 0; i < 3; i++) {
      d.do({ type: 'closed', attemptId: d.state.attemptId, code: 1006 }).do({ type: 'wake' });
    }
    expect(d.state.failures).toBe(3);
    d.do({ type: 'ticket', attemptId: d.state.attemptId, ticket: 't' }).hello(20);
    expect(d.frame({ type: 'mark', seq: 20, at: 'm2' }).state.failures).toBe(0);
  });

  it.each([
    [0, 0, 250],
    [0, 0.999, 500],
    [1, 0, 500],
    [3, 0.999, 4_000],
    [5, 0, 7_500],
    [50, 0.999, 15_000],
  ])('pauses %i failures with chance %f for about %i ms', (failures, random, ms) => {
    expect(Math.abs(backoffMs(failures, random) - ms)).toBeLessThan(10);
  });
});

describe('what the screen may claim', () => {
  it('counts the age from the moment a newer verification time was seen', () => {
    const d = new Drive().live(20);
    d.now = 5_000;
    d.frame({ type: 'mark', seq: 20, at: 'm1' });
    expect(truthOf(d.state, 5_300)).toEqual({ seq: 20, missing: 0, ageMs: 300, level: 'good', word: 'live' });
  });

  it('does not grow younger by a mark that repeats the old time', () => {
    const d = new Drive().live(20);
    d.now = 5_000;
    d.frame({ type: 'mark', seq: 20, at: 'm1' });
    d.now = 9_000;
    d.frame({ type: 'mark', seq: 20, at: 'm1', degraded: true });
    expect(truthOf(d.state, 9_100)).toMatchObject({ ageMs: 4_100, level: 'bad', word: 'degraded' });
  });

  it('stays young while only the disk of the database is full, and says so', () => {
    const d = new Drive().live(20);
    d.now = 9_000;
    d.frame({ type: 'mark', seq: 20, at: 'm2', degraded: true, cause: 'disk' });
    expect(truthOf(d.state, 9_100)).toMatchObject({ ageMs: 100, level: 'bad', word: 'full' });
  });

  it.each([
    [3_000, 'good', 'live'],
    [3_001, 'late', 'late'],
    [10_000, 'late', 'late'],
    [10_001, 'bad', 'stale'],
  ])('at an age of %i ms is %s (%s)', (ageMs, level, word) => {
    const d = new Drive().live(20);
    d.frame({ type: 'mark', seq: 20, at: 'm1' });
    expect(truthOf(d.state, d.now + ageMs)).toMatchObject({ level, word });
  });

  it('says how many are missing while it catches up, and nothing is known once it is cut off', () => {
    const d = new Drive().live(20).do({ type: 'closed', attemptId: 1, code: 1006 });
    expect(truthOf(d.state, d.now)).toMatchObject({ seq: 20, missing: null, level: 'bad', word: 'disconnected' });
    d.open().hello(26);
    expect(truthOf(d.state, d.now)).toMatchObject({ seq: 20, missing: 6, level: 'late', word: 'catching-up' });
    d.changes(21, 26);
    expect(truthOf(d.state, d.now)).toMatchObject({ seq: 26, missing: 0, word: 'live' });
  });

  it('says how many are missing when a mark names a head it has not been sent', () => {
    const d = new Drive().live(20);
    d.frame({ type: 'mark', seq: 20, at: 'm1', head: 27 });
    expect(truthOf(d.state, d.now)).toMatchObject({ seq: 20, missing: 7, word: 'catching-up' });
    d.changes(21, 27).frame({ type: 'mark', seq: 27, at: 'm2' });
    expect(truthOf(d.state, d.now)).toMatchObject({ seq: 27, missing: 0, word: 'live' });
  });

  it('says connecting at first and signed out when a person is needed', () => {
    const d = new Drive().do({ type: 'start' });
    expect(truthOf(d.state, 0)).toMatchObject({ level: 'late', word: 'connecting' });
    d.do({ type: 'ticketFailed', attemptId: 1, status: 401, retryAfterMs: null });
    expect(truthOf(d.state, 0)).toMatchObject({ level: 'bad', word: 'signed-out' });
  });
});

describe('a connection that is cut at random', () => {
  it('applies every change once and in order, whatever breaks (seeded)', () => {
    for (let seed = 1; seed <= 200; seed++) {
      expect(lifeOf(seed), `seed ${seed}`).toBe(true);
    }
  });
});

/** A small honest server against the machine: after each life the client holds exactly 1…head. */
function lifeOf(seed: number): boolean {
  let s = seed;
  const random = () => (s = (s * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const d = new Drive();
  let head = 5;
  let sent = 0;
  let held: number[] = [];
  const take = () => {
    for (const e of d.effects) {
      if (e.do === 'load') held = Array.from({ length: e.picture.seq }, (_, i) => i + 1);
      if (e.do === 'apply') held.push(...e.changes.map((c) => c.seq));
      if (e.do === 'open') sent = e.since ?? head;
    }
  };
  d.do({ type: 'start' });
  for (let i = 0; i < 120; i++) {
    d.effects = [];
    if (random() < 0.5) head++;
    const { phase, attemptId } = d.state;
    if (phase === 'waiting') d.do({ type: 'wake' });
    else if (phase === 'ticket') d.do({ type: 'ticket', attemptId, ticket: 't' });
    else if (phase === 'connecting') d.hello(d.state.applied === null ? (sent = head) : head);
    else if (random() < 0.1) d.do({ type: 'closed', attemptId, code: 1006 });
    else if (random() < 0.05 && head > sent + 1)
      d.changes(sent + 2, head); // a lost frame
    else if (phase === 'fetching' && random() < 0.5) d.picture(Math.max(1, head - Math.floor(random() * 4)));
    else if (head > sent) {
      d.changes(sent + 1, head);
      sent = head;
    }
    take();
  }
  const applied = d.state.applied;
  if (applied === null) return true;
  return held.length === applied && held.every((seq, i) => seq === i + 1);
}

describe('a space that was removed', () => {
  const closed = (d: Drive, code: number) => d.do({ type: 'closed', attemptId: d.state.attemptId, code });

  it('is not waited for: the last picture stays, and the screen says that it is gone', () => {
    const d = closed(new Drive().live(5), 4404);
    expect(d.effects).toEqual([{ do: 'close' }]);
    expect(d.state).toMatchObject({ phase: 'gone', applied: 5 });
    expect(truthOf(d.state, d.now)).toMatchObject({ word: 'gone', level: 'bad' });
    expect(d.do({ type: 'wake' }).effects).toEqual([]);
  });

  it('is known as well from a picture that is not found', () => {
    const d = new Drive().open().hello(5);
    for (let attempt = 0; attempt < 3; attempt++) {
      d.do({ type: 'pictureFailed', attemptId: d.state.attemptId, status: 404, retryAfterMs: null });
      expect(d.state.phase, 'one just made, at a node that has not heard of it').toBe('waiting');
      d.do({ type: 'retry', attemptId: d.state.attemptId });
    }
    d.do({ type: 'ticketFailed', attemptId: d.state.attemptId, status: 404, retryAfterMs: null });
    expect(d.state.phase).toBe('gone');
  });
});
