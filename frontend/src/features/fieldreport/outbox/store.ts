import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { LIVE, useSpace } from '@/platform/space';
import type { OutboxReport } from './types';

export const outboxName = (space: string) => (space === LIVE ? 'anlan-outbox' : `anlan-outbox-${space}`);

interface Schema extends DBSchema {
  reports: { key: string; value: OutboxReport; indexes: { createdAt: number } };
}

/** How many received reports stay on the phone as its history. */
const KEPT = 50;

/** The queue on the phone's disk (IndexedDB): what is in it survives a killed tab and a week without a network. */
export class OutboxStore {
  private readonly db: Promise<IDBPDatabase<Schema>>;

  /** Each space has a queue of its own: what was queued in a drill never reaches the live space. */
  constructor(name = outboxName(useSpace().id)) {
    this.db = openDB<Schema>(name, 1, {
      upgrade: (db) => {
        db.createObjectStore('reports', { keyPath: 'key' }).createIndex('createdAt', 'createdAt');
      },
    });
  }

  /** Resolves when it is on the disk. */
  async put(report: OutboxReport): Promise<void> {
    const tx = (await this.db).transaction('reports', 'readwrite', { durability: 'strict' });
    await tx.store.put(report);
    await tx.done;
  }

  async get(key: string): Promise<OutboxReport | undefined> {
    return (await this.db).get('reports', key);
  }

  /** Oldest first. */
  async list(): Promise<OutboxReport[]> {
    return (await this.db).getAllFromIndex('reports', 'createdAt');
  }

  async remove(key: string): Promise<void> {
    await (await this.db).delete('reports', key);
  }

  /** Forgets the oldest of what has wholly arrived. */
  async trim(isDone: (report: OutboxReport) => boolean): Promise<void> {
    const done = (await this.list()).filter(isDone);
    for (const report of done.slice(0, Math.max(0, done.length - KEPT))) await this.remove(report.key);
  }
}
