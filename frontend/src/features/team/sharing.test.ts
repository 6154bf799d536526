import { expect, test } from 'vitest';
import { queued, type Fix } from './sharing';

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
