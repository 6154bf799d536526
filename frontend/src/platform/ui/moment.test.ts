import { describe, expect, test } from 'vitest';
import { localMinutes, parseMoment } from './moment';

const now = new Date(2021, 6, 22, 18, 5);

describe('a time as people type it', () => {
  test.each([
    ['21:30', '2021-07-22T21:30'],
    ['21\uff1a30', '2021-07-22T21:30'],
    ['0905', '2021-07-22T09:05'],
    ['7-21 9:05', '2021-07-21T09:05'],
    ['7月21日 09:05', '2021-07-21T09:05'],
    ['2020-12-31 23:59', '2020-12-31T23:59'],
    ['2020/12/31 23:59', '2020-12-31T23:59'],
    ['2020年12月31日 23:59', '2020-12-31T23:59'],
    ['2021-07-22T21:30', '2021-07-22T21:30'],
    ['2-30 10:00', null],
    ['13-1 10:00', null],
    ['25:00', null],
    ['21:60', null],
    ['2021-07-22', null],
    ['明天', null],
    ['', null],
  ])('"%s" is %s', (text, at) => expect(parseMoment(text, now)).toBe(at));

  test('what was read is read again', () => {
    expect(parseMoment(localMinutes(now), now)).toBe('2021-07-22T18:05');
  });
});
