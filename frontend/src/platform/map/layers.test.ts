import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LayerInfo } from '../api';
import { watchLayers } from './layers';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const layers = (versions: Record<string, string>) =>
  Object.entries(versions).map(([id, version]) => ({ id, version }) as LayerInfo);

function watched(first: Record<string, string>) {
  const changes: string[][] = [];
  let now = first;
  let away = false;
  const fetch = () => (away ? Promise.reject(new Error('away')) : Promise.resolve(layers(now)));
  const watch = watchLayers(layers(first), fetch, (ids) => changes.push(ids));
  return {
    ...watch,
    changes,
    set: (versions: Record<string, string>) => (now = versions),
    setAway: (is: boolean) => (away = is),
  };
}

it('names a layer that was edited once, at the next look', async () => {
  const watch = watched({ rivers: 'a-1', roads: 'b-1' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(watch.changes).toEqual([]);
  watch.set({ rivers: 'a-2', roads: 'b-1' });
  await vi.advanceTimersByTimeAsync(90_000);
  expect(watch.changes).toEqual([['rivers']]);
});

it('looks at once when asked to, and again after a look that failed', async () => {
  const watch = watched({ rivers: 'a-1' });
  watch.set({ rivers: 'a-2' });
  watch.setAway(true);
  await watch.look();
  expect(watch.changes).toEqual([]);
  watch.setAway(false);
  await watch.look();
  expect(watch.changes).toEqual([['rivers']]);
});

it('is silent once stopped', async () => {
  const watch = watched({ rivers: 'a-1' });
  watch.set({ rivers: 'a-2' });
  watch.stop();
  await watch.look();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(watch.changes).toEqual([]);
});
