import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, it, vi } from 'vitest';
import { OutboxStore } from './store';
import type { OutboxPhoto, OutboxReport } from './types';

let name = '';
let number = 0;
beforeEach(() => (name = `store-${number++}`));

const photo = (n: number, file: string | null) =>
  ({ n, file, size: 3, type: 'image/jpeg', sent: 0, state: 'waiting', problem: null }) as OutboxPhoto;
const report = (key: string, photos: object[]) => ({ key, photos, createdAt: number++ }) as unknown as OutboxReport;
const text = async (store: OutboxStore, one: OutboxPhoto) => (await store.bytes(one))?.text() ?? null;

/** A queue as version 1 left it: photos' bytes within the reports. */
async function version1(...reports: OutboxReport[]): Promise<void> {
  const db = await openDB(name, 1, {
    upgrade: (fresh) =>
      void fresh.createObjectStore('reports', { keyPath: 'key' }).createIndex('createdAt', 'createdAt'),
  });
  for (const one of reports) await db.put('reports', one);
  db.close();
}

const old = (n: number, bytes: string | null) => {
  const whole: Partial<OutboxPhoto> = photo(n, null);
  delete whole.file;
  return { ...whole, blob: bytes === null ? null : new Blob([bytes]) };
};

it('what version 1 had queued is all there, with its bytes beside the reports', async () => {
  await version1(report('a', [old(1, 'one'), old(2, null), old(3, 'three')]), report('b', []));
  const store = new OutboxStore(name);
  const [a, b] = await store.list();
  expect(a!.photos).toEqual([photo(1, 'a/1'), photo(2, null), photo(3, 'a/3')]);
  expect(b).toMatchObject({ key: 'b', photos: [] });
  expect(await Promise.all(a!.photos.map((one) => text(store, one)))).toEqual(['one', null, 'three']);
});

it('what a full disk cannot move is sent from where it lies, and moved when there is room', async () => {
  await version1(report('a', [old(1, 'one')]));
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const full = new OutboxStore(name);
  expect(await text(full, (await full.list())[0]!.photos[0]!)).toBe('one');
  put.mockRestore();
  const store = new OutboxStore(name);
  expect((await store.list())[0]!.photos).toEqual([photo(1, 'a/1')]);
});

it('a removed report takes along only files that no other report names', async () => {
  const store = new OutboxStore(name);
  await store.put(report('a', [photo(1, 'a/1'), photo(2, 'a/2')]), [
    ['a/1', new Blob(['one'])],
    ['a/2', new Blob(['two'])],
  ]);
  await store.put(report('corrected', [photo(1, 'a/1')]));
  await store.remove('a');
  expect(await text(store, photo(1, 'a/1'))).toBe('one');
  expect(await text(store, photo(2, 'a/2'))).toBe(null);
  await store.remove('corrected');
  expect(await text(store, photo(1, 'a/1'))).toBe(null);
});

it('a tab with a newer version does not have to wait for this one', async () => {
  const store = new OutboxStore(name);
  await store.list();
  const newer = await openDB(name, 3);
  expect(newer.version).toBe(3);
  newer.close();
});
