import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paced } from './pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('shows a single change at once and a burst at its pace, the last one included', () => {
  let runs = 0;
  const pace = paced(() => runs++, 200);
  pace.call();
  expect(runs).toBe(1);
  for (let i = 0; i < 100; i++) {
    vi.advanceTimersByTime(10);
    pace.call();
  }
  expect(runs).toBe(6);
  vi.advanceTimersByTime(1_000);
  expect(runs).toBe(7);
  pace.call();
  expect(runs).toBe(8);
});

it('runs no more once stopped', () => {
  let runs = 0;
  const pace = paced(() => runs++, 200);
  pace.call();
  pace.call();
  pace.stop();
  vi.advanceTimersByTime(1_000);
  expect(runs).toBe(1);
});
