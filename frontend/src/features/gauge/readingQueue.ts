import { defineStore } from 'pinia';
import { ref } from 'vue';
import { ApiProblem, space as spaceApi } from '@/platform/api';
import { kept } from '@/platform/kept';
import { useSpace } from '@/platform/space';
import { putPhoto } from './calls';
import { photoStore } from './photoStore';

/** A reading as it is sent; station, time and source make it one, however often it is sent. */
export interface ReadingRow {
  gauge: string;
  time: string;
  stageMetres: number;
  source: 'manual';
  note?: string;
}

/** A reason in both languages: it is stored, and the language may be changed before it is read. */
export interface Words {
  zh: string;
  en: string;
}

/** A reading that waits on the phone. */
export interface WaitingReading {
  row: ReadingRow;
  station: string;
  /** A photo of the staff lies in the photo store and follows the reading. */
  photo: boolean;
  /** Why the server did not take it; it stays until the person drops it. */
  refused: Words | null;
}

/** The reason in the refused row of a batch of one, else that of the whole answer. */
export function refusalOf(cause: ApiProblem): Words {
  type Refused = { detail: string; detailEn: string; errors: { rule: string; ruleEn: string }[] };
  const row = (cause.extra as { refused?: Refused[] })?.refused?.[0];
  if (!row) return { zh: cause.text('zh-CN'), en: cause.text('en') };
  const rule = row.errors[0];
  return rule ? { zh: rule.rule, en: rule.ruleEn } : { zh: row.detail, en: row.detailEn };
}

const AGAIN_MS = 20_000;

/**
 * Manual readings that could not be sent: kept through a killed tab, sent when the page opens, the network is back, the
 * page is looked at, and by a timer. One at a time, so that a bad row holds nothing up.
 */
export const useReadingQueue = defineStore('readingQueue', () => {
  const waiting = ref<WaitingReading[]>([]);
  /** How many readings other people left on this phone, by who. */
  const left = ref<{ account: string; n: number }[]>([]);
  const prefix = `anlan.readings.${useSpace().id}.`;
  let key = '';
  let sending = false;
  let timer: ReturnType<typeof setInterval> | null = null;

  const stored = (whose = key) => kept<WaitingReading[]>(whose, []);

  /** The store is read before each write: another tab of this phone may have changed it. Throws when it is full. */
  function change(how: (all: WaitingReading[]) => WaitingReading[]): void {
    const next = how(stored());
    localStorage.setItem(key, JSON.stringify(next));
    waiting.value = next;
  }

  const same = (a: ReadingRow, b: ReadingRow) => a.gauge === b.gauge && a.time === b.time;

  function countLeft(): void {
    left.value = Object.keys(localStorage)
      .filter((each) => each.startsWith(prefix) && each !== key && stored(each).length)
      .map((each) => ({ account: each.slice(prefix.length), n: stored(each).length }));
  }

  /** Begins for a person; what others left on this phone stays theirs until it is taken over. */
  function start(account: string): void {
    key = prefix + account;
    waiting.value = stored();
    countLeft();
    if (!timer) {
      timer = setInterval(() => void flush(), AGAIN_MS);
      addEventListener('online', () => void flush());
      document.addEventListener('visibilitychange', () => void flush());
    }
    void flush();
  }

  const photoKey = (row: ReadingRow, whose = key) => `${whose} ${row.gauge} ${row.time}`;

  /** The photo is on the disk before the reading that names it. Rejects when either could not be kept. */
  async function add(row: ReadingRow, station: string, photo: Blob | null): Promise<void> {
    if (photo) await photoStore.put(photoKey(row), photo);
    change((all) => [...all.filter((one) => !same(one.row, row)), { row, station, photo: !!photo, refused: null }]);
  }

  async function drop(row: ReadingRow): Promise<void> {
    change((all) => all.filter((one) => !same(one.row, row)));
    await photoStore.remove(photoKey(row)).catch(() => undefined);
  }

  /** Sends what another person left as who is signed in now; each is on the disk in the new name before it goes from the old. */
  async function takeOver(account: string): Promise<void> {
    const theirs = prefix + account;
    if (!key || theirs === key) return;
    for (const one of stored(theirs)) {
      const { row } = one;
      // What I read at the same station and minute stands; theirs stays theirs.
      if (stored().some((each) => same(each.row, row))) continue;
      const photo = one.photo ? await photoStore.get(photoKey(row, theirs)) : undefined;
      if (photo) await photoStore.put(photoKey(row), photo);
      change((all) => [...all, { ...one, refused: null }]);
      const rest = stored(theirs).filter((each) => !same(each.row, row));
      localStorage.setItem(theirs, JSON.stringify(rest));
      await photoStore.remove(photoKey(row, theirs)).catch(() => undefined);
    }
    countLeft();
    await flush();
  }

  /** Both may be sent again after an answer that was lost: station, time and source make the reading one. */
  async function deliver({ row, photo }: WaitingReading): Promise<void> {
    await spaceApi.report(useSpace().id, 'readings', [row]);
    const picture = photo ? await photoStore.get(photoKey(row)) : undefined;
    if (picture) await putPhoto(row.gauge, row.time, picture);
    await drop(row);
  }

  async function flush(): Promise<void> {
    if (sending || !key) return;
    sending = true;
    try {
      for (const one of stored().filter((each) => !each.refused)) {
        const { row } = one;
        try {
          await deliver(one);
        } catch (cause) {
          if (!(cause instanceof ApiProblem) || cause.transient || cause.status === 401) break;
          const refused = refusalOf(cause);
          change((all) => all.map((each) => (same(each.row, row) ? { ...each, refused } : each)));
        }
      }
    } finally {
      sending = false;
    }
  }

  return { waiting, left, start, add, drop, takeOver, flush };
});
