import { describe, expect, it } from 'vitest';
import { splitReaches } from './reaches';

/** About 45 km towards the north-east, in an order that tiles might give. */
const river = Array.from({ length: 40 }, (_, i) => [114.2 + i * 0.009, 35.5 + i * 0.0075] as [number, number]);
const shuffled = [...river.slice(20), ...river.slice(0, 20)];
const towns = [
  { name: '新镇镇', at: [114.24, 35.52] as [number, number] },
  { name: '王庄镇', at: [114.56, 35.79] as [number, number] },
];

describe('a river', () => {
  it('is cut into reaches of a view each, whatever the order of its points', () => {
    const reaches = splitReaches('卫河', shuffled, towns);
    expect(reaches.map((r) => [r.name, r.town])).toEqual([
      ['卫河', '新镇镇'],
      ['卫河', '王庄镇'],
    ]);
    expect(reaches.flatMap((r) => r.points)).toHaveLength(40);
  });
  it('that is short is one reach', () => {
    expect(splitReaches('浚内沟', river.slice(0, 5), [])).toEqual([
      { name: '浚内沟', town: '', points: river.slice(0, 5) },
    ]);
  });
  it('of one point is one reach, of none is none', () => {
    expect(splitReaches('a', [[114, 35]], towns)).toHaveLength(1);
    expect(splitReaches('a', [], towns)).toEqual([]);
  });
});
