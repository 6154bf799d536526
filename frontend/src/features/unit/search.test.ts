import { expect, it } from 'vitest';
import { searchVillages, type Village } from './search';

const village = (code: string, shortName: string, pinyin: string, initials: string): Village => ({
  type: 'Feature',
  id: code,
  collection: 'villages',
  version: 1,
  seq: 1,
  updated: '2026-01-01T00:00:00Z',
  by: 'system',
  geometry: { type: 'Point', coordinates: [114.3, 35.5] },
  properties: {
    code,
    name: `${shortName}村民委员会`,
    shortName,
    town: '104',
    townName: '新镇镇',
    pinyin,
    pinyinInitials: initials,
    positionBasis: 'estimated',
  },
});

const villages = [
  village('1', '彭村', 'peng cun', 'pc'),
  village('2', '牛村', 'niu cun', 'nc'),
  village('3', '小彭村', 'xiao peng cun', 'xpc'),
];

it.each([
  ['彭村', ['1', '3']],
  ['pc', ['1']],
  ['peng', ['1', '3']],
  ['Peng Cun', ['1', '3']],
  ['新镇镇牛', ['2']],
  ['', []],
  ['上海', []],
])('%s finds %j', (typed, codes) => {
  expect(searchVillages(villages, typed).map((v) => v.id)).toEqual(codes);
});
