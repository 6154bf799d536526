import { describe, expect, test } from 'vitest';
import type { FeatureOf } from '@/platform/collections';
import { draft, parsePlace, read } from './definition';

const gauge = {
  id: '31003700',
  version: 3,
  geometry: { type: 'Point', coordinates: [114.301, 35.499] },
  properties: {
    code: '31003700',
    name: '淇门',
    river: '卫河',
    kind: 'river',
    inCounty: true,
    warningStageMetres: 64.1,
    guaranteeStageMetres: 66.4,
    recordStageMetres: null,
    guaranteeFlow: 400,
    thresholdDatum: 'frozen',
    readingDatum: 'frozen',
    conversions: [{ from: 'frozen', to: '1985', offsetMetres: -0.67, validFrom: '2021-01-01', confidence: 'M' }],
    intervalMinutes: 60,
    state: 'above-warning',
  },
} as unknown as FeatureOf<'gauges'>;

test('a definition that is sent as it was read says the same, and nothing of how the station stands', () => {
  const { geometry, properties } = draft(read(gauge), gauge);
  expect(geometry).toEqual({ type: 'Point', coordinates: [114.301, 35.499] });
  expect(properties).toEqual({
    name: '淇门',
    river: '卫河',
    kind: 'river',
    inCounty: true,
    warningStageMetres: 64.1,
    guaranteeStageMetres: 66.4,
    guaranteeFlow: 400,
    thresholdDatum: 'frozen',
    readingDatum: 'frozen',
    conversions: gauge.properties.conversions,
    intervalMinutes: 60,
    cleared: ['recordStageMetres'],
  });
});

test('a new station is sent with its code, an emptied number as none', () => {
  const form = { ...read(null), code: ' 31009001 ', name: '试验站', place: '114.3 35.5', intervalMinutes: '' as const };
  expect(draft(form, null).properties).toMatchObject({ code: '31009001', intervalMinutes: null, cleared: [] });
  expect(draft(form, null).properties).not.toHaveProperty('warningStageMetres');
});

test('a place nobody touched is not moved by its rounding', () => {
  const fine = { ...gauge, geometry: { type: 'Point', coordinates: [114.3012345678, 35.4998765432] } } as typeof gauge;
  expect(draft(read(fine), fine).geometry).toBe(fine.geometry);
  expect(draft({ ...read(fine), place: '114.3, 35.5' }, fine).geometry).toEqual({
    type: 'Point',
    coordinates: [114.3, 35.5],
  });
});

describe('a place', () => {
  test.each([
    ['114.301, 35.499', [114.301, 35.499]],
    ['114.301,35.499', [114.301, 35.499]],
    [' 114.301   35.499 ', [114.301, 35.499]],
    ['35.499, 114.301', null],
    ['114.301', null],
    ['114.301, 35.499, 1', null],
    ['淇门', null],
    ['', null],
  ])('"%s" is %j', (text, at) => expect(parsePlace(text)).toEqual(at));
});
