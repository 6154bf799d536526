import { expect, it } from 'vitest';
import { Line } from './line';

it('what may wait goes on only when all that goes first has ended, also when that failed', async () => {
  const line = new Line();
  const told: string[] = [];
  const ends: (() => void)[] = [];
  const first = (name: string) =>
    line.first(() => new Promise<void>((end) => ends.push(end))).then(() => told.push(name));
  const all = [first('report'), first('another'), line.free().then(() => told.push('positions'))];
  ends[0]!();
  await all[0];
  ends[1]!();
  await Promise.all(all);
  expect(told).toEqual(['report', 'another', 'positions']);
  await expect(line.first(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await line.free();
});
