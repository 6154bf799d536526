import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { newKey } from '@/platform/api';
import { nameIn, useSpace } from '@/platform/space';
import type { ReportForm } from './form';

/** A report that somebody has begun, as it is listed. */
export interface ReportDraft {
  account: string;
  /** Also its key in the queue, once it is handed over. */
  key: string;
  /** Phone time, milliseconds. */
  startedAt: number;
  form: Omit<ReportForm, 'media'>;
  /** Ids of its photos and voice notes, in their order. */
  media: string[];
  /** When it was thrown away, phone time; it stays for a while so that this can be undone. */
  discardedAt?: number;
}

type DraftId = Pick<ReportDraft, 'account' | 'key'>;

interface Schema extends DBSchema {
  drafts: { key: [account: string, key: string]; value: ReportDraft };
  media: { key: [account: string, key: string, id: string]; value: Blob };
}

/** One blob is written once, however often its report is saved. */
const ids = new WeakMap<Blob, string>();
function idOf(blob: Blob): string {
  if (!ids.has(blob)) ids.set(blob, newKey());
  return ids.get(blob)!;
}

const all = (...start: string[]) => IDBKeyRange.bound(start, [...start, []]);

/**
 * Reports that are being written, on the phone's disk. Each space has a database of its own and each account its range of
 * keys. Beside the queue's database and not in it: a page of yesterday that is still open would block a new version there.
 */
export class DraftStore {
  private readonly db: Promise<IDBPDatabase<Schema>>;

  constructor(name = nameIn(useSpace().id, 'anlan-drafts')) {
    this.db = openDB<Schema>(name, 1, {
      upgrade: (db) => {
        db.createObjectStore('drafts', { keyPath: ['account', 'key'] });
        db.createObjectStore('media');
      },
    });
  }

  /** Resolves when it is on the disk. */
  async put(account: string, key: string, startedAt: number, { media, ...form }: ReportForm): Promise<void> {
    const wanted = new Map(media.map((blob) => [idOf(blob), blob]));
    const draft = { account, key, startedAt, form, media: [...wanted.keys()] };
    const tx = (await this.db).transaction(['drafts', 'media'], 'readwrite', { durability: 'strict' });
    const blobs = tx.objectStore('media');
    const kept = (await blobs.getAllKeys(all(account, key))).map(([, , id]) => id);
    for (const id of kept) if (!wanted.has(id)) await blobs.delete([account, key, id]);
    for (const [id, blob] of wanted) if (!kept.includes(id)) await blobs.put(blob, [account, key, id]);
    // A form is reactive, and IndexedDB cannot store its proxies; as JSON it is plain.
    await tx.objectStore('drafts').put(JSON.parse(JSON.stringify(draft)) as ReportDraft);
    await tx.done;
  }

  /** The form as it was written last; undefined when there is none. */
  async find({ account, key }: DraftId): Promise<ReportForm | undefined> {
    const tx = (await this.db).transaction(['drafts', 'media']);
    const draft = await tx.objectStore('drafts').get([account, key]);
    if (!draft) return undefined;
    const media: Blob[] = [];
    for (const id of draft.media) {
      const blob = await tx.objectStore('media').get([account, key, id]);
      if (!blob) continue;
      ids.set(blob, id);
      media.push(blob);
    }
    return { ...draft.form, media };
  }

  async mark({ account, key }: DraftId, discardedAt: number | undefined): Promise<void> {
    const tx = (await this.db).transaction('drafts', 'readwrite', { durability: 'strict' });
    const draft = await tx.store.get([account, key]);
    if (draft) await tx.store.put({ ...draft, discardedAt });
    await tx.done;
  }

  /** The newest first. */
  async list(account: string): Promise<ReportDraft[]> {
    return (await (await this.db).getAll('drafts', all(account))).sort((a, b) => b.startedAt - a.startedAt);
  }

  async remove({ account, key }: DraftId): Promise<void> {
    const tx = (await this.db).transaction(['drafts', 'media'], 'readwrite', { durability: 'strict' });
    await tx.objectStore('drafts').delete([account, key]);
    await tx.objectStore('media').delete(all(account, key));
    await tx.done;
  }
}
