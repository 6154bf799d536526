// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { space } from '../api';
import type { Change, Feature, PictureSnapshot } from '../collections';
import { usePicture } from './picture';
import { useTimeMachine } from './timeMachine';

const T = Date.parse('2021-07-22T00:00:00Z');
const feature = (id: string, seq: number): Feature => ({
  type: 'Feature',
  id,
  collection: 'notes',
  version: 1,
  seq,
  updated: 'x',
  by: 'a',
  geometry: null,
  properties: {},
});
const put = (id: string, seq: number): Change => ({ seq, op: 'put', feature: feature(id, seq) });
const whole = (seq: number, ...ids: string[]): PictureSnapshot => ({
  space: 'live',
  epoch: 'e',
  seq,
  at: 'x',
  features: ids.map((id) => feature(id, seq)),
});
const picture = vi.spyOn(space, 'picture');
const changes = vi.spyOn(space, 'changes');
const latest = vi.spyOn(space, 'latest');
const shown = () =>
  usePicture()
    .list('notes')
    .map((f) => f.id)
    .sort();

async function go(time: number): Promise<void> {
  useTimeMachine().go(time);
  await vi.advanceTimersByTimeAsync(200);
}

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
  picture.mockReset().mockResolvedValue(whole(10, 'a', 'b'));
  changes.mockReset();
  latest.mockReset().mockResolvedValue({ readings: [['g', 64.1, 'x']] });
});
afterEach(() => vi.useRealTimers());

describe('the time machine', () => {
  it('fetches a whole picture once, and forward from it only what changed', async () => {
    await go(T);
    expect(shown()).toEqual(['a', 'b']);
    changes.mockResolvedValue({
      seq: 12,
      changes: [put('c', 11), { seq: 12, op: 'remove', collection: 'notes', id: 'a' }],
    });
    await go(T + 60_000);
    expect(shown()).toEqual(['b', 'c']);
    expect(usePicture().latest('readings').get('g')).toEqual(['g', 64.1, 'x']);
    expect(changes.mock.lastCall?.[1]).toMatchObject({ since: 10, until: '2021-07-22T00:01:00.000Z' });
    changes.mockResolvedValue({ seq: 12, changes: [] });
    await go(T + 120_000);
    expect(changes.mock.lastCall?.[1]).toMatchObject({ since: 12 });
    expect(picture).toHaveBeenCalledTimes(1);
  });

  it('fetches the whole picture when it goes back, and when too much lies between', async () => {
    await go(T);
    await go(T - 60_000);
    expect(picture).toHaveBeenCalledTimes(2);
    changes.mockResolvedValue({ seq: 1_010, changes: [put('c', 11)] });
    await go(T + 3_600_000);
    expect(picture).toHaveBeenCalledTimes(3);
    expect(shown()).toEqual(['a', 'b']);
  });

  it('drops and aborts an answer that a newer question has overtaken', async () => {
    let late: (found: PictureSnapshot) => void = () => undefined;
    picture.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    await go(T);
    const signal = picture.mock.lastCall?.[1]?.signal;
    picture.mockResolvedValue(whole(5, 'z'));
    await go(T - 60_000);
    expect(signal?.aborted).toBe(true);
    late(whole(10, 'late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toEqual(['z']);
  });

  it('says that a moment could not be fetched, and fetches it again when asked', async () => {
    picture.mockRejectedValueOnce(new Error('away'));
    await go(T);
    const machine = useTimeMachine();
    expect(machine.failed).toBe(true);
    machine.again();
    await vi.advanceTimersByTimeAsync(0);
    expect([machine.failed, shown()]).toEqual([false, ['a', 'b']]);
    machine.back();
    expect(usePicture().isPast).toBe(false);
  });
});
