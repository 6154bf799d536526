import { expect, test } from 'vitest';
import { failureOf, stateOf } from './state';

const calm = { allowed: true, pausedWhy: null, tries: 0, waiting: 0 } as const;

test.each([
  [{ ...calm }, 'current', 'good'],
  [{ ...calm, waiting: 3 }, 'behind', 'accent'],
  [{ ...calm, waiting: 3, tries: 2 }, 'failing', 'amber'],
  [{ ...calm, waiting: 3, tries: 2, allowed: false }, 'refused', 'red'],
  [{ ...calm, pausedWhy: 'by-hand' as const }, 'paused', 'stale'],
  [{ ...calm, pausedWhy: 'by-hand' as const, allowed: false }, 'paused', 'stale'],
  [{ ...calm, pausedWhy: 'gone' as const, tries: 1 }, 'gone', 'red'],
  [{ ...calm, pausedWhy: 'failing' as const, tries: 80 }, 'stopped', 'red'],
])('%o is %s', (hook, word, tone) => {
  expect(stateOf(hook)).toEqual({ word, tone });
});

test('a failure is the status of the answer, or the word for why none came', () => {
  expect(failureOf({ status: 503, reason: 'status' })).toEqual({ http: 503 });
  expect(failureOf({ status: null, reason: 'timeout' })).toEqual({ word: 'timeout' });
  expect(failureOf({ status: 204, reason: null })).toBeNull();
});
