import { useSpace } from '@/platform/space';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { collection, newKey, send, type Draft, space } from '@/platform/api';
import { photoProgress, putPhoto } from '../photos';
import { flush, type OutboxServer } from './flush';
import { clockOffset } from './schedule';
import { fileName, OutboxStore, outboxName } from './store';
import { inNameOf, isOpen, leftBy } from './takeOver';
import { isPending, type OutboxReport, type ReportInput } from './types';

/** A draft comes from reactive forms, whose proxies IndexedDB cannot store; as JSON it is plain. */
const plain = (draft: Draft<ReportInput>) => JSON.parse(JSON.stringify(draft)) as Draft<ReportInput>;

const LOCK = outboxName(useSpace().id);
const IDLE_MS = 60_000;
const SOON_MS = 500;
/** A full disk is not written to all the time: only a person can make room. */
const DISK_FULL_MS = 15_000;

async function measureClock(): Promise<number> {
  const asked = Date.now();
  const { id, isDrill } = useSpace();
  // A drill has its own time, and what is reported in it is dated in that.
  const told = isDrill
    ? (await space.list()).find((one) => one.id === id)?.clock.now
    : (await send<{ now?: string }>('GET', '/healthz')).body?.now;
  const server = Date.parse(told ?? '');
  return Number.isNaN(server) ? 0 : clockOffset(server, asked, Date.now());
}

const server: OutboxServer = {
  create: (draft, key) => collection(useSpace().id, 'fieldreports').create(draft, key, { timeoutMs: 30_000 }),
  progress: (report, n) => photoProgress(useSpace().id, report, n),
  put: (report, n, file, offset, length) => putPhoto(useSpace().id, report, n, file, offset, length),
  clockOffset: measureClock,
};

/**
 * The queue as the page sees it. It sends on load, when the network comes back, when the page is looked at, and on a
 * timer; two tabs never send at once. Phones have no dependable background sync, so nothing is promised for a closed page.
 */
export const useOutbox = defineStore('outbox', () => {
  const store = new OutboxStore();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(LOCK);
  const reports = shallowRef<OutboxReport[]>([]);
  const sending = ref(false);
  const signedOut = ref(false);
  const diskFull = ref(false);
  const account = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  let listens = false;

  const mine = computed(() => reports.value.filter((r) => r.account === account.value));
  const waiting = computed(() => mine.value.filter(isPending).length);
  const refused = computed(() => mine.value.filter((r) => r.state === 'refused'));
  const left = computed(() => leftBy(reports.value, account.value ?? ''));

  async function reload(): Promise<void> {
    reports.value = await store.list();
  }

  function changed(): void {
    void reload().catch(() => undefined);
    channel?.postMessage('changed');
  }

  function arm(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flushNow(), ms);
  }

  /** What came while this tab sends follows at once; another tab's sending is only looked after. */
  function later(): void {
    again = sending.value;
    if (!again) arm(IDLE_MS);
  }

  async function run(force: boolean): Promise<void> {
    if (!account.value) return;
    if (sending.value) return later();
    clearTimeout(timer);
    sending.value = true;
    again = false;
    let wait = DISK_FULL_MS;
    try {
      const result = await flush(store, server, account.value, { now: Date.now, force, changed });
      // Only an answer from the server says who we are; that nothing waits says nothing.
      if (result.signedOut !== null) signedOut.value = result.signedOut;
      diskFull.value = result.diskFull;
      const soonest = result.diskFull ? DISK_FULL_MS : SOON_MS;
      const next = result.nextTryAt === null ? IDLE_MS : result.nextTryAt - Date.now();
      wait = Math.min(IDLE_MS, Math.max(soonest, next));
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      diskFull.value = true;
    } finally {
      sending.value = false;
      arm(again ? SOON_MS : wait);
      changed();
    }
  }

  /** `force` ignores the waiting times: a person asked, or the network has just come back. */
  async function flushNow(force = false): Promise<void> {
    if (!navigator.locks) return run(force);
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? run(force) : later()));
  }

  /** Begins for a person, or goes on for another one. */
  async function start(accountId: string): Promise<void> {
    account.value = accountId;
    if (!listens) {
      listens = true;
      addEventListener('online', () => void flushNow(true));
      document.addEventListener(
        'visibilitychange',
        () => document.visibilityState === 'visible' && void flushNow(true),
      );
      channel?.addEventListener('message', () => void reload());
    }
    await reload();
    void navigator.storage?.persist?.();
    void flushNow(true);
  }

  /** Resolves when the report is on the phone's disk: from then on it will arrive. */
  async function add(draft: Draft<ReportInput>, blobs: Blob[]): Promise<string> {
    const key = newKey();
    const photos = blobs.map((blob, i) => ({
      n: i + 1,
      file: fileName(key, i + 1),
      size: blob.size,
      type: blob.type,
      sent: 0,
      state: 'waiting' as const,
      problem: null,
    }));
    const report: OutboxReport = {
      key,
      account: account.value ?? '',
      draft: plain(draft),
      frozen: null,
      photos,
      state: 'waiting',
      createdAt: Date.now(),
      attempts: 0,
      nextTryAt: 0,
      serverId: null,
      receivedAt: null,
      problem: null,
    };
    await store.put(
      report,
      photos.map((photo, i) => [photo.file, blobs[i]!]),
    );
    await reload();
    void flushNow(true);
    return key;
  }

  /** Sends a refused report again with a change, under a new key: the old one stands for the refused body. */
  async function correct(report: OutboxReport, properties: Partial<ReportInput>, geometry = report.draft.geometry) {
    const draft = plain({ geometry, properties: { ...report.draft.properties, ...properties } });
    await store.put({ ...report, key: newKey(), draft, frozen: null, state: 'waiting', problem: null, nextTryAt: 0 });
    await store.remove(report.key);
    await reload();
    void flushNow(true);
  }

  /** Sends what another person left on this phone as who is signed in now. */
  async function takeOver(from: string): Promise<void> {
    const me = account.value;
    if (!me) return;
    for (const report of (await store.list()).filter((one) => one.account === from && isOpen(one))) {
      await store.put(inNameOf(me, report));
    }
    changed();
    await flushNow(true);
  }

  async function discard(key: string): Promise<void> {
    await store.remove(key);
    await reload();
  }

  const state = { reports: mine, waiting, refused, left, sending, signedOut, diskFull };
  return { ...state, start, add, correct, discard, takeOver, flushNow };
});
