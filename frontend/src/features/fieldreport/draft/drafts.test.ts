import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outboxReport } from '../outbox/report';
import { OutboxStore } from '../outbox/store';
import { useDrafts } from './drafts';
import { emptyForm, inputOf, type ReportForm } from './form';
import { DraftStore } from './store';

const photo = (text: string) => new Blob([text], { type: 'image/jpeg' });
const begun = (change: Partial<ReportForm> = {}): ReportForm => ({
  ...emptyForm(),
  about: { kind: 'danger', danger: 'breach' },
  place: { at: [114.368, 35.522], positionSource: 'gps', accuracyMetres: 12 },
  ...change,
});
const settled = Promise.resolve();

/** The page as it is after loading: nothing is left but what is on the disk. */
function page() {
  setActivePinia(createPinia());
  return useDrafts();
}

/** Writes `form` and is killed. */
async function written(form: ReportForm, who = 'me') {
  const drafts = page();
  const kept = drafts.keep(who, () => form);
  kept.leave(settled);
  await vi.waitFor(() => drafts.load(who).then(() => expect(drafts.drafts).not.toEqual([])));
  return kept;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

describe('a report that was begun', () => {
  it('is offered after the page was killed, with everything in it', async () => {
    const form = begun({ text: '水很急', media: [photo('one'), photo('two')], severity: 'critical' });
    await written(form);
    const drafts = page();
    await drafts.load('me');
    expect(drafts.drafts).toHaveLength(1);
    const found = (await drafts.find(drafts.drafts[0]!))!;
    expect({ ...found, media: [] }).toEqual({ ...form, media: [] });
    expect(await Promise.all(found.media.map((blob) => blob.text()))).toEqual(['one', 'two']);
  });

  it('begins with the first tap, not before', async () => {
    const drafts = page();
    const form = emptyForm();
    const kept = drafts.keep('me', () => form);
    kept.changed();
    await drafts.load('me');
    expect(drafts.drafts).toEqual([]);
    form.about = { kind: 'flood' };
    kept.changed();
    await vi.waitFor(() => drafts.load('me').then(() => expect(drafts.drafts).toHaveLength(1)));
  });

  it('is not offered to another person, nor in another space', async () => {
    await written(begun());
    const drafts = page();
    await drafts.load('other');
    expect(drafts.drafts).toEqual([]);
    expect(await new DraftStore('anlan-drafts-drill-1').list('me')).toEqual([]);
    expect(await new DraftStore('anlan-drafts').list('me')).toHaveLength(1);
  });

  it('gets what its view still waited for when it went', async () => {
    const drafts = page();
    const form = begun();
    const recorded = Promise.resolve().then(() => void form.media.push(photo('voice')));
    drafts.keep('me', () => form).leave(recorded);
    await vi.waitFor(() => drafts.load('me').then(() => expect(drafts.drafts).toHaveLength(1)));
    expect((await drafts.find(drafts.drafts[0]!))?.media).toHaveLength(1);
  });

  it('goes on under its key and its time, and a photo taken out is gone from the disk', async () => {
    const form = begun({ media: [photo('one'), photo('two')] });
    await written(form);
    const drafts = page();
    await drafts.load('me');
    const [draft] = drafts.drafts;
    const again = (await drafts.find(draft!))!;
    again.media = again.media.slice(1);
    const kept = drafts.keep('me', () => again, draft);
    kept.leave(settled);
    await vi.waitFor(() => drafts.load('me').then(() => expect(drafts.drafts[0]?.media).toHaveLength(1)));
    expect(drafts.drafts).toEqual([{ ...draft, media: [draft!.media[1]] }]);
  });

  it('can be thrown away, and that can be undone', async () => {
    await written(begun({ media: [photo('one')] }));
    const drafts = page();
    await drafts.load('me');
    const [draft] = drafts.drafts;
    const undo = await drafts.discard(draft!);
    expect(drafts.drafts).toEqual([]);
    await undo();
    expect(drafts.drafts.map(({ key }) => key)).toEqual([draft!.key]);
    expect((await drafts.find(draft!))?.media).toHaveLength(1);
    await drafts.discard(draft!);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    await drafts.load('me');
    expect(await drafts.find(draft!)).toBeUndefined();
  });
});

describe('handing a draft over', () => {
  const queue = () => new OutboxStore('anlan-outbox');
  /** The queue's own way of taking a report. */
  const add = (form: ReportForm, store: OutboxStore) => (as: { key: string; at: number }) =>
    store.put(outboxReport(as.key, 'me', inputOf(form, as.at)!, form.media, as.at));

  it('leaves it in the queue alone', async () => {
    const form = begun();
    const kept = await written(form);
    const store = queue();
    await kept.handOver(add(form, store));
    const drafts = page();
    await drafts.load('me');
    expect(drafts.drafts).toEqual([]);
    expect(await store.list()).toHaveLength(1);
  });

  it('that is cut off between queue and draft leaves it in the queue alone, once the page is there again', async () => {
    const form = begun();
    const kept = await written(form);
    const store = queue();
    vi.spyOn(DraftStore.prototype, 'remove').mockRejectedValueOnce(new Error('killed'));
    await kept.handOver(add(form, store));
    expect(await new DraftStore('anlan-drafts').list('me')).toHaveLength(1);
    const drafts = page();
    await drafts.load('me');
    expect(drafts.drafts).toEqual([]);
    expect(await new DraftStore('anlan-drafts').list('me')).toEqual([]);
    expect(await store.list()).toHaveLength(1);
  });

  it('that the disk refuses leaves the draft, and what is written afterwards is kept', async () => {
    const form = begun();
    const kept = await written(form);
    await expect(kept.handOver(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    form.text = '再试';
    kept.changed();
    const drafts = page();
    await vi.waitFor(() => drafts.load('me').then(() => expect(drafts.drafts[0]?.form.text).toBe('再试')));
  });

  it('tells the time it was seen, when that was before', async () => {
    const form = begun({ seenAt: 5 });
    const told = vi.fn().mockResolvedValue(undefined);
    await page()
      .keep('me', () => form)
      .handOver(told);
    expect(told).toHaveBeenCalledWith({ key: expect.any(String), at: 5 });
  });
});

it('what the disk does not take is told, until it takes it again', async () => {
  const drafts = page();
  const form = begun();
  const kept = drafts.keep('me', () => form);
  vi.spyOn(DraftStore.prototype, 'put').mockRejectedValueOnce(new Error('full'));
  kept.changed();
  await vi.waitFor(() => expect(drafts.unsafe).toBe(true));
  kept.changed();
  await vi.waitFor(() => expect(drafts.unsafe).toBe(false));
});
