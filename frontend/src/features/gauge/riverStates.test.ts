import { describe, expect, it } from 'vitest';
import type { Gauge } from './levels';
import { rankNear, reachStates, risen } from './riverStates';
import type { GaugeState } from './types';

const gauge = (id: string, lon: number, state: GaugeState, river = '卫河', lat = 35.5) =>
  ({ id, geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { river, state } }) as unknown as Gauge;
const line: [number, number][] = [
  [114.0, 35.5],
  [114.2, 35.5],
  [114.4, 35.5],
];
const river = { name: '卫河', lines: [line] };
const ends = (points: [number, number][]) => [points[0]![0], points.at(-1)![0]].map((x) => Math.round(x * 1e6) / 1e6);

describe('the reaches of a river', () => {
  it('are cut half-way between its stations and cover the whole line', () => {
    const reaches = reachStates([river], [gauge('b', 114.3, 'normal'), gauge('a', 114.1, 'above-guarantee')]);
    expect(reaches.map((r) => [r.gauge, ends(r.points)])).toEqual([
      ['a', [114.0, 114.2]],
      ['b', [114.2, 114.4]],
    ]);
  });
  it('leave a missing station its own grey stretch: its neighbour does not speak for it', () => {
    const reaches = reachStates([river], [gauge('a', 114.1, 'above-record'), gauge('b', 114.3, 'missing')]);
    expect(risen(reaches).map((r) => [ends(r.points), r.tone])).toEqual([[[114.0, 114.2], 'red']]);
  });
  it('put a station beyond the end at the end, where the nearest of several speaks', () => {
    const all = [gauge('far', 113.5, 'above-record'), gauge('near', 113.9, 'normal'), gauge('b', 114.3, 'normal')];
    expect(reachStates([river], all).map((r) => r.gauge)).toEqual(['near', 'b']);
  });
  it('are none for a river without a station, and stations of other rivers do not count', () => {
    expect(reachStates([river], [gauge('q', 114.1, 'above-record', '淇河')])).toEqual([]);
    expect(reachStates([{ name: '卫河', lines: [[line[0]!]] }], [gauge('a', 114.1, 'normal')])).toEqual([]);
  });
  it('keep the bends between their ends', () => {
    const bent: [number, number][] = [
      [114.0, 35.5],
      [114.1, 35.6],
      [114.2, 35.5],
    ];
    const [only] = reachStates([{ name: '卫河', lines: [bent] }], [gauge('a', 114.1, 'above-warning')]);
    expect(only!.points).toEqual(bent);
  });
});

describe('the rank near a place', () => {
  it('is that of the reach of its own river which comes nearest', () => {
    const reaches = reachStates([river], [gauge('b', 114.3, 'above-warning'), gauge('a', 114.1, 'above-record')]);
    expect(rankNear(reaches, '卫河', [114.05, 35.6])).toBe(4);
    expect(rankNear(reaches, '卫河', [114.4, 35.501])).toBe(2);
    expect(rankNear(reaches, '淇河', [114.4, 35.5])).toBe(0);
  });
});
