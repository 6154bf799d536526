import { expect, test } from 'vitest';
import { placed } from './places';

const team = { id: 't1', geometry: { type: 'Point', coordinates: [1, 2] }, properties: { name: 'x' } } as never;
const now = Date.parse('2021-07-22T12:00:00Z');

test('a shared position takes the place of the base, and fades when it is old', () => {
  const row = (at: string) => new Map([['t1', ['t1', 114.4, 35.6, 1, 90, 5, at]]]);
  const fresh = placed([team], row('2021-07-22T11:50:00Z'), now)[0]!;
  expect(fresh.geometry).toEqual({ type: 'Point', coordinates: [114.4, 35.6] });
  expect(fresh.properties).toMatchObject({ stale: false });
  expect(placed([team], row('2021-07-22T11:00:00Z'), now)[0]!.properties).toMatchObject({ stale: true });
  expect(placed([team], new Map(), now)[0]!.geometry).toEqual({ type: 'Point', coordinates: [1, 2] });
});
