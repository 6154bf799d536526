// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { ApiProblem, line, space } from '@/platform/api';
import { nextParts, queued, verdict, type Fix } from './fixes';
import { useSharing } from './sharing';

const fix = (time: string): Fix => ({ lon: 114, lat: 35, time, accuracyMetres: 5 });

test('the queue keeps one fix a second and drops the oldest when it is full', () => {
  let waiting: Fix[] = [];
  for (const time of ['12:00:00.1', '12:00:00.9', '12:00:01.0', '12:00:02.0', '12:00:03.0']) {
    waiting = queued(waiting, fix(`2021-07-22T${time}Z`), 3);
  }
  expect(waiting.map((f) => f.time.slice(11, 21))).toEqual(['12:00:01.0', '12:00:02.0', '12:00:03.0']);
  expect(queued([fix('2021-07-22T12:00:00.1Z')], fix('2021-07-22T12:00:00.9Z')).map((f) => f.time)).toEqual([
    '2021-07-22T12:00:00.9Z',
  ]);
});

test.each([
  ['', []],
  ['12', ['12']],
  ['123', ['3', '12']],
  ['123456', ['6', '345']],
])('of %s waiting fixes, at most three at once, the requests are %j', (waiting, parts) => {
  const made = nextParts([...waiting].map(fix), 2, 3);
  expect(made.map((part) => part.map((one) => one.time).join(''))).toEqual(parts);
});

const rows = (...fields: string[]) => ({ refused: fields.map((field) => ({ errors: [{ field }] })) });
test.each([
  [0, {}, 'later'],
  [401, {}, 'later'],
  [500, {}, 'later'],
  [503, {}, 'later'],
  [403, {}, 'ended'],
  [404, {}, 'ended'],
  [422, rows('team'), 'ended'],
  [422, rows('time', 'lon'), 'refused'],
])('%i %j means %s', (status, body, meaning) => expect(verdict(new ApiProblem(status, body))).toBe(meaning));

describe('sharing', () => {
  const TEAM = { id: 't', name: '巡堤一组' };
  let calls: string[];
  let reached: boolean;
  let positions: () => Promise<object>;
  let found: (position: object) => void;

  function moved(seconds: number): void {
    const coords = { longitude: 114, latitude: 35, accuracy: 5, speed: null, heading: null };
    found({ coords, timestamp: Date.now() + seconds * 1_000 });
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-07-22T00:00:00Z') });
    localStorage.clear();
    setActivePinia(createPinia());
    calls = [];
    reached = true;
    positions = () => Promise.resolve({ accepted: 1, repeated: 0, refused: [] });
    vi.stubGlobal('navigator', {
      geolocation: { watchPosition: (told: typeof found) => ((found = told), 1), clearWatch: () => undefined },
    });
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (!reached) throw new TypeError('away');
      const sent = JSON.parse(String(init.body)) as { positions?: unknown[] };
      calls.push(sent.positions ? `${sent.positions.length}` : url.split('/').slice(-1)[0]!);
      return new Response(JSON.stringify(sent.positions ? await positions() : {}));
    });
  });
  afterEach(async () => {
    useSharing().end();
    await vi.advanceTimersByTimeAsync(0);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  async function sharing() {
    const it_ = useSharing();
    await it_.begin(TEAM);
    return it_;
  }

  it('sends a backlog newest first, in parts, one request at a time', async () => {
    await sharing();
    reached = false;
    for (let second = -250; second <= 0; second++) moved(second);
    await vi.advanceTimersByTimeAsync(5_000);
    reached = true;
    let answer: (receipt: object) => void = () => undefined;
    positions = () => new Promise((resolve) => (answer = resolve));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(calls).toEqual(['share', '1']);
    positions = () => Promise.resolve({ accepted: 1, repeated: 0, refused: [] });
    answer({ accepted: 1, repeated: 0, refused: [] });
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toEqual(['share', '1', '100', '1', '100', '1', '48']);
  });

  it('waits while reports go first', async () => {
    await sharing();
    moved(0);
    let end: () => void = () => undefined;
    const report = line.first(() => new Promise<void>((resolve) => (end = resolve)));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls).toEqual(['share']);
    end();
    await report;
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toEqual(['share', '1']);
  });

  it('goes on after rows that are no good, and ends when the server takes nothing of this phone', async () => {
    const it_ = await sharing();
    const report = vi.spyOn(space, 'report').mockRejectedValue(new ApiProblem(422, rows('time')));
    moved(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([it_.team, it_.problem]).toEqual([TEAM, 'refused']);
    report.mockRejectedValue(new ApiProblem(422, rows('team')));
    moved(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([it_.team, it_.problem]).toEqual([null, 'ended']);
    report.mockRestore();
  });

  it('ends here at once without a network, and tells the server until it has it', async () => {
    const it_ = await sharing();
    reached = false;
    it_.end();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([it_.team, it_.stops, calls]).toEqual([null, [TEAM], ['share']]);
    setActivePinia(createPinia());
    const after = useSharing();
    expect(after.stops).toEqual([TEAM]);
    await after.resume('me');
    reached = true;
    await vi.advanceTimersByTimeAsync(15_000);
    expect([after.stops, calls.slice(1)]).toEqual([[], expect.arrayContaining(['unshare'])]);
    expect(localStorage.getItem('anlan.sharing.stops')).toBe(null);
  });

  it('does not take back a new yes with an old no', async () => {
    const it_ = await sharing();
    reached = false;
    it_.end();
    await vi.advanceTimersByTimeAsync(0);
    reached = true;
    await it_.begin(TEAM);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([it_.team, it_.stops, calls]).toEqual([TEAM, [], ['share', 'share']]);
  });
});
