import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
  photos: { key: string; value: Blob };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

const db = () =>
  (opened ??= openDB<Schema>('anlan-reading-photos', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('photos'),
  }));

/** Photos of waiting readings on the phone's disk (IndexedDB); local storage holds text only. Keys name one reading. */
export const photoStore = {
  /** Resolves when it is on the disk. */
  async put(key: string, photo: Blob): Promise<void> {
    const tx = (await db()).transaction('photos', 'readwrite', { durability: 'strict' });
    await tx.store.put(photo, key);
    await tx.done;
  },
  async get(key: string): Promise<Blob | undefined> {
    return (await db()).get('photos', key);
  },
  async remove(key: string): Promise<void> {
    await (await db()).delete('photos', key);
  },
};
