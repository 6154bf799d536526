import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { nameIn, useSpace } from '@/platform/space';
import type { OutboxPhoto, OutboxReport } from './types';

export const outboxName = (space: string) => nameIn(space, 'anlan-outbox');

/** Version 1 kept the bytes within the report; what the disk had no room to move still lies there. */
type StoredPhoto = OutboxPhoto & { blob?: Blob | null };

interface Schema extends DBSchema {
  reports: { key: string; value: OutboxReport; indexes: { createdAt: number } };
  files: { key: string; value: Blob };
}

/** How many received reports stay on the phone as its history. */
const KEPT = 50;
const STRICT = { durability: 'strict' } as const;

export const fileName = (key: string, n: number) => `${key}/${n}`;

/**
 * The queue on the phone's disk (IndexedDB): what is in it survives a killed tab and a week without a network. Bytes
 * lie beside the reports, so that writing down each step of a long photo costs a row and not the photo.
 */
export class OutboxStore {
  private readonly db: Promise<IDBPDatabase<Schema>>;

  /** Each space has a queue of its own: what was queued in a drill never reaches the live space. */
  constructor(name = outboxName(useSpace().id)) {
    this.db = openDB<Schema>(name, 2, {
      upgrade: (db, from) => {
        if (from < 1) db.createObjectStore('reports', { keyPath: 'key' }).createIndex('createdAt', 'createdAt');
        db.createObjectStore('files');
      },
      // A tab with a newer page must not wait for this one.
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    }).then(moveBytesOut);
  }

  /** Resolves when it is on the disk; `files` are written, or with null forgotten, in the same step. */
  async put(report: OutboxReport, files: [name: string, bytes: Blob | null][] = []): Promise<void> {
    for (const photo of report.photos as StoredPhoto[]) if (photo.state === 'stored') delete photo.blob;
    const tx = (await this.db).transaction(['reports', 'files'], 'readwrite', STRICT);
    const all = tx.objectStore('files');
    await Promise.all([
      ...files.map(([name, bytes]) => (bytes ? all.put(bytes, name) : all.delete(name))),
      tx.objectStore('reports').put(report),
      tx.done,
    ]);
  }

  /** In one step, so that never both are there and never none; with their files. */
  async replace(key: string, report: OutboxReport, files: [name: string, bytes: Blob][]): Promise<void> {
    const tx = (await this.db).transaction(['reports', 'files'], 'readwrite', STRICT);
    const reports = tx.objectStore('reports');
    const all = tx.objectStore('files');
    const before = namesOf([(await reports.get(key)) ?? []].flat());
    await Promise.all([
      reports.delete(key),
      ...before.map((name) => all.delete(name)),
      ...files.map(([name, bytes]) => all.put(bytes, name)),
      reports.put(report),
      tx.done,
    ]);
  }

  async get(key: string): Promise<OutboxReport | undefined> {
    return (await this.db).get('reports', key);
  }

  /** The bytes of a photo or voice note that waits. */
  async bytes(photo: OutboxPhoto): Promise<Blob | null> {
    const within = (photo as StoredPhoto).blob;
    if (within || !photo.file) return within ?? null;
    return (await (await this.db).get('files', photo.file)) ?? null;
  }

  /** The bytes of all photos and voice notes that wait. */
  async media(report: OutboxReport): Promise<Blob[]> {
    const found = await Promise.all(report.photos.map((photo) => this.bytes(photo)));
    return found.filter((bytes) => bytes !== null);
  }

  /** Oldest first. */
  async list(): Promise<OutboxReport[]> {
    return (await this.db).getAllFromIndex('reports', 'createdAt');
  }

  /** Forgets a report, and the files that no other one names: a corrected report goes on with those of the old one. */
  async remove(key: string): Promise<void> {
    const tx = (await this.db).transaction(['reports', 'files'], 'readwrite');
    const reports = tx.objectStore('reports');
    const files = namesOf([(await reports.get(key)) ?? []].flat());
    await reports.delete(key);
    const used = new Set(files.length ? namesOf(await reports.getAll()) : []);
    await Promise.all(files.filter((name) => !used.has(name)).map((name) => tx.objectStore('files').delete(name)));
    await tx.done;
  }

  /** Forgets the oldest of what has wholly arrived. */
  async trim(isDone: (report: OutboxReport) => boolean): Promise<void> {
    const done = (await this.list()).filter(isDone);
    for (const report of done.slice(0, Math.max(0, done.length - KEPT))) await this.remove(report.key);
  }
}

function namesOf(reports: OutboxReport[]): string[] {
  return reports.flatMap((report) => report.photos.flatMap((photo) => photo.file ?? []));
}

/** Each report by itself: when the disk is full, what cannot be moved stays where it was and is sent from there. */
async function moveBytesOut(db: IDBPDatabase<Schema>): Promise<IDBPDatabase<Schema>> {
  for (const key of await db.getAllKeys('reports')) {
    await moveBytesOf(db, key).catch(() => undefined);
  }
  return db;
}

async function moveBytesOf(db: IDBPDatabase<Schema>, key: string): Promise<void> {
  const tx = db.transaction(['reports', 'files'], 'readwrite', STRICT);
  const report = await tx.objectStore('reports').get(key);
  const within = (report?.photos ?? []).filter((photo: StoredPhoto) => photo.blob !== undefined) as StoredPhoto[];
  const writes = within.map((photo) => {
    const bytes = photo.blob;
    delete photo.blob;
    photo.file = bytes ? fileName(key, photo.n) : null;
    return bytes && tx.objectStore('files').put(bytes, photo.file!);
  });
  await Promise.all([...writes, within.length && tx.objectStore('reports').put(report!), tx.done]);
}
