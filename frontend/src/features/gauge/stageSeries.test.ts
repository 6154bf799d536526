import { expect, test } from 'vitest';
import { dayTicks, spread, stageSeries, stageTicks } from './stageSeries';
import type { GaugeProperties, ReadingPoint } from './types';

const gauge = {
  warningStageMetres: 64.1,
  guaranteeStageMetres: 66.4,
  recordStageMetres: null,
  thresholdDatum: 'frozen',
} as GaugeProperties;
const point = (hour: number, stage: number | null, quality: ReadingPoint['quality'] = 'good') =>
  ({
    at: `2021-07-22T${String(hour).padStart(2, '0')}:00:00Z`,
    stageMetres: stage,
    stageInThresholdDatum: stage,
    quality,
  }) as ReadingPoint;
const start = Date.parse('2021-07-22T00:00:00Z');

test('suspect readings are beside the line and do not stretch its scale', () => {
  const series = stageSeries([point(1, 65), point(2, 99, 'suspect'), point(3, 66)], gauge, start)!;
  expect(series.good.map((p) => p.stage)).toEqual([65, 66]);
  expect(series.suspect.map((p) => p.stage)).toEqual([99]);
  expect(series.top).toBeCloseTo(66.5);
  expect(series.bottom).toBeCloseTo(64.0);
});

test('what was corrected is neither on the line nor beside it', () => {
  const series = stageSeries([point(1, 65), point(2, 99, 'superseded'), point(2, 66)], gauge, start)!;
  expect(series.good.map((p) => p.stage)).toEqual([65, 66]);
  expect(series.suspect).toEqual([]);
});

test('a threshold far above the water is left out', () => {
  const series = stageSeries([point(1, 60), point(2, 60.2)], gauge, start)!;
  expect(series.thresholds).toEqual([]);
  expect(series.top).toBeCloseTo(60.3);
});

test('without a stage in the datum of the thresholds there is nothing to draw', () => {
  expect(stageSeries([point(1, null)], gauge, start)).toBeNull();
  expect(stageSeries([point(1, 65)], gauge, start + 7_200_000)).toBeNull();
});

test.each([
  [64, 66.5, [64, 65, 66]],
  [66.0, 68.2, [66, 66.5, 67, 67.5, 68]],
  [58.3, 68.1, [60, 65]],
  [10.05, 10.3, [10.2]],
])('stages from %f to %f are marked at %j', (bottom, top, marks) => {
  expect(stageTicks(bottom, top)).toEqual(marks);
});

test('a day is marked at its midnight', () => {
  const from = new Date(2021, 6, 21, 13).getTime();
  const ticks = dayTicks(from, from + 48 * 3_600_000, 5);
  expect(ticks.map((t) => t.label)).toEqual(['7/22', '7/23']);
  expect(ticks.map((t) => new Date(t.at).getHours())).toEqual([0, 0]);
});

test('of many days only as many are marked as there is room for', () => {
  const from = new Date(2021, 6, 1, 13).getTime();
  const ticks = dayTicks(from, from + 35 * 86_400_000, 7);
  expect(ticks.map((t) => t.label)).toEqual(['7/2', '7/7', '7/12', '7/17', '7/22', '7/27', '8/1']);
});

test('words of two thresholds that nearly agree do not cover each other', () => {
  expect(spread([100, 95, 40], 18)).toEqual([100, 82, 40]);
});
