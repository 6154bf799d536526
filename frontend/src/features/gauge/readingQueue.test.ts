// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, space } from '@/platform/api';
import * as calls from './calls';
import { photoStore } from './photoStore';
import { useReadingQueue, type ReadingRow } from './readingQueue';

const row = (gauge: string, stageMetres = 64): ReadingRow => ({
  gauge,
  time: '2026-07-22T00:00:00Z',
  stageMetres,
  source: 'manual',
});
const report = vi.spyOn(space, 'report');
const answer = (status: number) => new ApiProblem(status, { title: 'x', status } as never, null);

function queue() {
  setActivePinia(createPinia());
  return useReadingQueue();
}

beforeEach(() => {
  localStorage.clear();
  report.mockReset();
  report.mockResolvedValue({} as never);
});

describe('readings that wait on the phone', () => {
  it('survive a killed page and are sent when it opens again', async () => {
    report.mockRejectedValue(answer(0));
    const first = queue();
    first.start('a');
    await first.add(row('g1'), '淇门', null);
    await first.flush();
    expect(first.waiting).toHaveLength(1);
    report.mockResolvedValue({} as never);
    const second = queue();
    second.start('a');
    await vi.waitFor(() => expect(second.waiting).toEqual([]));
    expect(report).toHaveBeenLastCalledWith('live', 'readings', [row('g1')]);
  });

  it('stay with their reason when refused, and hold the next one up no longer', async () => {
    const it_ = queue();
    it_.start('a');
    await it_.add(row('bad'), '?', null);
    await it_.add(row('good'), '淇门', null);
    report.mockImplementation((_, __, rows) =>
      (rows[0] as ReadingRow).gauge === 'bad' ? Promise.reject(answer(422)) : Promise.resolve({} as never),
    );
    await it_.flush();
    expect(it_.waiting.map((one) => [one.row.gauge, one.refused !== null])).toEqual([['bad', true]]);
    await it_.drop(row('bad'));
    expect(it_.waiting).toEqual([]);
  });

  it('are one however often the same minute is typed, the last figure counts', async () => {
    const it_ = queue();
    report.mockRejectedValue(answer(0));
    it_.start('a');
    await it_.add(row('g', 64), '淇门', null);
    await it_.add(row('g', 64.1), '淇门', null);
    expect(it_.waiting.map((one) => one.row.stageMetres)).toEqual([64.1]);
  });

  it('of another person on this phone stay theirs', async () => {
    report.mockRejectedValue(answer(0));
    const it_ = queue();
    it_.start('a');
    await it_.add(row('g'), '淇门', null);
    it_.start('b');
    expect(it_.waiting).toEqual([]);
    it_.start('a');
    expect(it_.waiting).toHaveLength(1);
  });

  it('of another person are counted, and sent with their photo by who takes them over', async () => {
    const put = vi.spyOn(calls, 'putPhoto').mockResolvedValue();
    report.mockRejectedValue(answer(0));
    const it_ = queue();
    it_.start('a');
    await it_.add(row('g1'), '淇门', new Blob(['staff'], { type: 'image/jpeg' }));
    await it_.add(row('g2'), '新村', null);
    it_.start('b');
    await it_.add(row('g2', 63), '新村', null);
    expect(it_.left).toEqual([{ account: 'a', n: 2 }]);
    await it_.takeOver('a');
    expect(it_.waiting.map((one) => [one.row.gauge, one.row.stageMetres])).toEqual([
      ['g2', 63],
      ['g1', 64],
    ]);
    expect(it_.left).toEqual([{ account: 'a', n: 1 }]);
    report.mockResolvedValue({} as never);
    await it_.flush();
    expect(it_.waiting).toEqual([]);
    expect(put).toHaveBeenLastCalledWith('g1', row('g1').time, expect.anything());
    expect(await photoStore.get(`anlan.readings.live.a g1 ${row('g1').time}`)).toBeUndefined();
  });

  it('that the phone has no room for are not claimed to be kept', async () => {
    const it_ = queue();
    it_.start('a');
    const setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    vi.stubGlobal('localStorage', { getItem: () => null, setItem });
    await expect(it_.add(row('g'), '淇门', null)).rejects.toThrow();
    expect(it_.waiting).toEqual([]);
    vi.unstubAllGlobals();
  });

  it('take their photo along: it waits on the disk, follows the reading and is then forgotten', async () => {
    const put = vi.spyOn(calls, 'putPhoto').mockRejectedValue(answer(0));
    report.mockRejectedValue(answer(0));
    const first = queue();
    first.start('a');
    await first.add(row('g1'), '淇门', new Blob(['staff'], { type: 'image/jpeg' }));
    report.mockResolvedValue({} as never);
    await first.flush();
    expect(first.waiting).toHaveLength(1);
    put.mockResolvedValue();
    const second = queue();
    second.start('a');
    await vi.waitFor(() => expect(second.waiting).toEqual([]));
    expect(put).toHaveBeenLastCalledWith('g1', row('g1').time, expect.anything());
    expect(await photoStore.get(`anlan.readings.live.a g1 ${row('g1').time}`)).toBeUndefined();
  });
});
