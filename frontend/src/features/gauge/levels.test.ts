import { describe, expect, test } from 'vitest';
import { byUrgency, distance, isStale, type Gauge } from './levels';
import { parseReading, type GaugeProperties, type GaugeState } from './types';

const gauge = (code: string, state: GaugeState, river = '卫河', inCounty = true): Gauge =>
  ({
    id: code,
    properties: {
      code,
      name: code,
      river,
      inCounty,
      state,
      warningStageMetres: 64.1,
      guaranteeStageMetres: 66.4,
      recordStageMetres: null,
      intervalMinutes: 60,
    },
  }) as unknown as Gauge;

const at = '2021-07-22T12:00:00Z';
const reading = (stage: number | null) => parseReading(['x', stage, null, 'frozen', stage, 'good', [], 'import', at]);

describe('distances', () => {
  test.each([
    [60.72, 'warning', -3.38],
    [64.1, 'warning', 0],
    [66.39, 'warning', 2.29],
    [66.4, 'guarantee', 0],
    [68.03, 'guarantee', 1.63],
  ])('%f m is told against %s: %f m', (stage, level, metres) => {
    expect(distance(gauge('a', 'normal').properties, reading(stage))).toEqual({ level, metres });
  });

  test('without a stage in the datum of the thresholds nothing is told', () => {
    expect(distance(gauge('a', 'datum-unknown').properties, reading(null))).toBeNull();
    expect(distance(gauge('a', 'normal').properties, null)).toBeNull();
  });
});

test('a reading is stale after twice its interval', () => {
  const p = gauge('a', 'normal').properties as GaugeProperties;
  expect(isStale(p, at, Date.parse(at) + 7_200_000)).toBe(false);
  expect(isStale(p, at, Date.parse(at) + 7_200_001)).toBe(true);
  expect(isStale(p, null, 0)).toBe(true);
});

test('the worst gauges come first, then those of the county', () => {
  const order = [
    gauge('c', 'missing'),
    gauge('b', 'normal', '淇河', false),
    gauge('a', 'normal'),
    gauge('d', 'above-guarantee'),
  ];
  expect(order.sort(byUrgency).map((g) => g.id)).toEqual(['d', 'a', 'b', 'c']);
});
