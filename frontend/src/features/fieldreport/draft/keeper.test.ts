import { expect, it, vi } from 'vitest';
import { Keeper } from './keeper';

/** A disk that ends a write when the test lets it. */
function disk() {
  let state = 0;
  const ends: ((failed?: Error) => void)[] = [];
  const write = vi.fn(() => {
    written.push(state);
    return new Promise<void>((resolve, reject) => ends.push((failed) => (failed ? reject(failed) : resolve())));
  });
  const written: number[] = [];
  const told = vi.fn();
  const keeper = new Keeper(write, told);
  const set = (next: number) => {
    state = next;
    keeper.changed();
  };
  const end = async (failed?: Error) => {
    ends.shift()!(failed);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { keeper, written, told, set, end };
}

it('one write at a time, and the newest state last', async () => {
  const { keeper, written, set, end } = disk();
  set(1);
  set(2);
  set(3);
  expect(written).toEqual([1]);
  await end();
  expect(written).toEqual([1, 3]);
  await end();
  await keeper.written();
  expect(written).toEqual([1, 3]);
});

it('after stopping nothing is written, and stopping waits for the write under way', async () => {
  const { keeper, written, set, end } = disk();
  set(1);
  set(2);
  const stopped = keeper.stop();
  set(3);
  await end();
  await stopped;
  expect(written).toEqual([1]);
  keeper.resume();
  set(4);
  expect(written).toEqual([1, 4]);
});

it('a failed write is told and does not end the keeping', async () => {
  const { told, written, set, end } = disk();
  set(1);
  await end(new Error('full'));
  expect(told).toHaveBeenLastCalledWith(true);
  set(2);
  await end();
  expect(told).toHaveBeenLastCalledWith(false);
  expect(written).toEqual([1, 2]);
});
