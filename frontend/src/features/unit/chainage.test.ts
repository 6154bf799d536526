import { describe, expect, it } from 'vitest';
import { dykesOf, locate, type Dyke } from './chainage';

const dyke = (id: string, coordinates: [number, number][], from = 0, to = 2_000): Dyke => ({
  type: 'Feature',
  id,
  collection: 'areas',
  version: 1,
  seq: 1,
  updated: '2026-01-01T00:00:00Z',
  by: 'map-data',
  geometry: { type: 'LineString', coordinates },
  properties: {
    code: id,
    name: id,
    kind: 'dyke',
    officialAreaKm2: null,
    population: null,
    river: null,
    bank: 'left',
    chainageFrom: from,
    chainageTo: to,
    outlineBasis: 'sketched',
    note: null,
    state: null,
    stateSince: null,
    stateText: null,
  },
});

const bent = dyke('卫河左堤', [
  [114, 35],
  [114, 35.01],
  [114, 35.02],
]);

describe('a chainage on a dyke', () => {
  it.each([
    [0, 35],
    [500, 35.005],
    [1_000, 35.01],
    [1_500, 35.015],
    [2_000, 35.02],
  ])('%i m lies where it should', (metres, lat) => {
    expect(locate(bent, metres)?.[1]).toBeCloseTo(lat, 9);
  });

  it.each([-1, 2_001, Number.NaN])('%f is not on it', (metres) => expect(locate(bent, metres)).toBeNull());

  it('may count against the flow', () => {
    const back = dyke(
      'x',
      [
        [114, 35],
        [114, 35.02],
      ],
      2_000,
      0,
    );
    expect(locate(back, 2_000)).toEqual([114, 35]);
  });

  it('leaves out what has no chainage', () => {
    const plain = { ...bent, id: 'y', properties: { ...bent.properties, chainageFrom: null, chainageTo: null } };
    expect(dykesOf([bent, plain]).map((each) => each.id)).toEqual(['卫河左堤']);
  });
});
