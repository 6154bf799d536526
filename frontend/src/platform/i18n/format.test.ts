import { describe, expect, it } from 'vitest';
import * as format from './format';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;

describe('ages', () => {
  it.each([
    [-5, '刚刚', 'now'],
    [4 * S, '刚刚', 'now'],
    [45 * S, '45 秒', '45 s'],
    [12 * MIN + 59 * S, '12 分', '12 min'],
    [3 * H, '3 小时', '3 h'],
    [3 * H + 5 * MIN, '3 小时 5 分', '3 h 5 min'],
    [52 * H, '2 天 4 小时', '2 d 4 h'],
  ])('%i ms is %s / %s', (ms, zh, en) => {
    expect(format.age(ms, 'zh-CN')).toBe(zh);
    expect(format.age(ms, 'en')).toBe(en);
  });

  it.each([
    [2 * S, '刚刚', 'just now'],
    [12 * MIN, '12 分前', '12 min ago'],
  ])('%i ms ago is %s / %s', (ms, zh, en) => {
    expect(format.ago(ms, 'zh-CN')).toBe(zh);
    expect(format.ago(ms, 'en')).toBe(en);
  });

  it.each([
    [0, '很快', 'soon'],
    [4_999, '很快', 'soon'],
    [12_000, '12 秒后', 'in 12 s'],
    [12 * MIN, '12 分后', 'in 12 min'],
  ])('%i ms ahead is %s / %s', (ms, zh, en) => {
    expect(format.ahead(ms, 'zh-CN')).toBe(zh);
    expect(format.ahead(ms, 'en')).toBe(en);
  });

  it.each([
    [340, '0.3 秒'],
    [9_990, '9.9 秒'],
    [61_000, '1 分'],
  ])('the picture of %i ms ago is %s', (ms, text) => expect(format.pictureAge(ms, 'zh-CN')).toBe(text));

  it.each([
    [65 * S, '01:05'],
    [H + 65 * S, '1:01:05'],
    [-65 * S, '−01:05'],
  ])('a stopwatch at %i ms reads %s', (ms, text) => expect(format.stopwatch(ms)).toBe(text));
});

describe('moments', () => {
  const now = new Date(2026, 6, 22, 15, 0, 0);
  it.each([
    [new Date(2026, 6, 22, 9, 5), '09:05', '09:05'],
    [new Date(2026, 6, 21, 18, 0), '7月21日 18:00', '21 Jul 18:00'],
    [new Date(2021, 6, 21, 18, 0), '2021年7月21日 18:00', '21 Jul 2021 18:00'],
  ])('%s', (at, zh, en) => {
    expect(format.moment(at.toISOString(), 'zh-CN', now)).toBe(zh);
    expect(format.moment(at.toISOString(), 'en', now)).toBe(en);
  });

  it('shows a dash for what is no time', () => expect(format.moment('soon', 'en', now)).toBe('—'));
  it('names the weekday', () => expect(format.day(now, 'zh-CN')).toBe('7月22日 星期三'));
});

describe('numbers', () => {
  it('groups thousands', () => expect(format.integer(48_213)).toBe('48,213'));
  it.each([
    [849.6, '850 米', '850 m'],
    [1_340, '1.3 公里', '1.3 km'],
    [23_400, '23 公里', '23 km'],
  ])('%f metres', (m, zh, en) => {
    expect(format.distance(m, 'zh-CN')).toBe(zh);
    expect(format.distance(m, 'en')).toBe(en);
  });
  it.each([
    [12_300, '12+300'],
    [45.4, '0+045'],
    [999.6, '1+000'],
  ])('chainage of %f m is %s', (m, text) => expect(format.chainage(m)).toBe(text));
  it('writes a position as lon, lat', () => expect(format.lonLat([114.368, 35.522])).toBe('114.36800, 35.52200'));
});
