import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import type { Feature } from './collections';
import { reckon } from './clock';
import { usePicture } from './feed/picture';
import { inSpace, spaceOf } from './space';

beforeEach(() => setActivePinia(createPinia()));

test.each([
  [1, 10_000, '2021-07-22T12:00:10.000Z'],
  [1_800, 1_000, '2021-07-22T12:30:00.000Z'],
  [0, 60_000, '2021-07-22T12:00:00.000Z'],
  [60, -500, '2021-07-22T12:00:00.000Z'],
])('at rate %d, %d ms after it was told, it is %s', (rate, later, now) => {
  const told = { now: '2021-07-22T12:00:00Z', rate, mono: 1_000 };
  expect(new Date(reckon(told, 1_000 + later)).toISOString()).toBe(now);
});

test.each([
  ['', 'live'],
  ['?space=drill-0722-ab12', 'drill-0722-ab12'],
  ['?space=live', 'live'],
  ['?space=../x', 'live'],
])('%s is the space %s', (search, space) => expect(spaceOf(search)).toBe(space));

test('a link stays in its space', () => {
  expect(inSpace('wall.html', 'drill-a')).toBe('wall.html?space=drill-a');
  expect(inSpace('wall.html', 'live')).toBe('wall.html');
});

const note = (version: number): Feature => ({
  type: 'Feature',
  id: 'n1',
  collection: 'notes',
  version,
  seq: version,
  updated: '',
  by: '',
  geometry: null,
  properties: {},
});
const snapshot = (version: number, level: number, at: string) => ({
  space: 'live',
  epoch: 'e',
  seq: version,
  at,
  features: [note(version)],
  latest: { levels: [['a', level, at]] },
});

test('the past lies over the live picture, which goes on behind it', () => {
  const picture = usePicture();
  picture.load(snapshot(5, 62, '2021-07-22T12:00:00Z'));
  picture.showPast(snapshot(2, 60, '2021-07-21T12:00:00Z'));
  picture.apply([{ seq: 6, op: 'put', feature: note(6) }], 6);
  picture.takeLatest('levels', [['a', 63, '2021-07-22T13:00:00Z']]);
  expect(picture.isPast).toBe(true);
  expect(picture.list('notes')[0]!.version).toBe(2);
  expect(picture.find('notes', 'n1')!.version).toBe(2);
  expect(picture.latest('levels').get('a')![1]).toBe(60);
  expect(picture.live('notes')[0]!.version).toBe(6);
  picture.showPast(null);
  expect(picture.list('notes')[0]!.version).toBe(6);
  expect(picture.latest('levels').get('a')![1]).toBe(63);
});

test('a newer value of a stream never gives way to an older one', () => {
  const picture = usePicture();
  picture.takeLatest('levels', [['a', 63, '2021-07-22T13:00:00Z']]);
  picture.takeLatest('levels', [['a', 61, '2021-07-22T12:00:00Z']]);
  expect(picture.latest('levels').get('a')![1]).toBe(63);
});
