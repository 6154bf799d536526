import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { corrected, filesOf, outboxReport, type Correction } from './report';
import { OutboxStore } from './store';
import type { OutboxReport, ReportInput } from './types';

const photo = new Blob(['photo'], { type: 'image/jpeg' });
const voice = new Blob(['voice'], { type: 'audio/webm' });
const input: ReportInput = {
  kind: 'danger',
  danger: 'breach',
  severity: 'critical',
  text: '',
  observedAt: '2026-07-22T10:00:00Z',
  positionSource: 'village',
  village: '410621',
  photos: [{ size: 5, type: 'image/jpeg' }],
};
const refused: OutboxReport = {
  ...outboxReport('old', 'me', { geometry: { type: 'Point', coordinates: [114, 35] }, properties: input }, [photo], 7),
  frozen: { geometry: null, properties: input },
  state: 'refused',
  attempts: 3,
  nextTryAt: 9,
  problem: { code: 'invalid', detail: '必填', detailEn: 'is required' },
};

describe('a refused report that is corrected', () => {
  it.each<[string, Correction, Partial<ReportInput>]>([
    ['confirmed', { properties: { confirmed: true } }, { ...input, confirmed: true }],
    ['its text', { properties: { text: '水很急' } }, { ...input, text: '水很急' }],
    ['its severity', { properties: { severity: 'major' } }, { ...input, severity: 'major' }],
    [
      'its kind, and with it the danger',
      { properties: { kind: 'flood', danger: undefined } },
      { ...input, kind: 'flood', danger: undefined },
    ],
    [
      'its place, and with it the village',
      { properties: { positionSource: 'map', village: undefined } },
      { ...input, positionSource: 'map', village: undefined },
    ],
    ['a photo taken out', { media: [] }, { ...input, photos: [] }],
    [
      'a voice note put in',
      { media: [voice, photo] },
      {
        ...input,
        photos: [
          { size: 5, type: 'audio/webm' },
          { size: 5, type: 'image/jpeg' },
        ],
      },
    ],
  ])('has %s', (_, change, properties) => {
    const again = corrected(refused, change, change.media ?? [photo], 'new');
    expect(again.draft.properties).toEqual(JSON.parse(JSON.stringify(properties)));
    expect(again.photos.map((p) => [p.n, p.size, p.type])).toEqual(
      again.draft.properties.photos.map((p, i) => [i + 1, p.size, p.type]),
    );
  });

  it('waits anew under another key, with nothing of the refusal', () => {
    const again = corrected(refused, { properties: { text: '水很急' } }, [photo], 'new');
    const untouched = { key: 'new', account: 'me', createdAt: 7, frozen: null, problem: null, state: 'waiting' };
    expect(again).toMatchObject({ ...untouched, attempts: 0, nextTryAt: 0, serverId: null });
    expect(again.draft.geometry).toEqual(refused.draft.geometry);
    expect(filesOf(again, [photo])).toEqual([['new/1', photo]]);
  });

  it('may be moved in place and time', () => {
    const moved: Correction = { geometry: { type: 'Point', coordinates: [114.4, 35.6] }, createdAt: 99 };
    const again = corrected(refused, moved, [photo], 'new');
    expect(again.draft.geometry).toEqual({ type: 'Point', coordinates: [114.4, 35.6] });
    expect(again.createdAt).toBe(99);
  });

  it('takes the place of the refused one on the disk, with its files', async () => {
    const store = new OutboxStore('test-replace');
    await store.put(refused, filesOf(refused, [photo]));
    const again = corrected(refused, { media: [voice, photo] }, [voice, photo], 'new');
    await store.replace('old', again, filesOf(again, [voice, photo]));
    expect((await store.list()).map((report) => report.key)).toEqual(['new']);
    expect(await Promise.all((await store.media(again)).map((bytes) => bytes.text()))).toEqual(['voice', 'photo']);
    expect(await store.media(refused)).toEqual([]);
  });
});
