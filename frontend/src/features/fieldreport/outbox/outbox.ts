import { useSpace } from '@/platform/space';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { collection, newKey, send, type Draft, space } from '@/platform/api';
import { photoProgress, putPhoto } from '../photos';
import { flush, type OutboxServer } from './flush';
import { corrected, filesOf, outboxReport, type Correction } from './report';
import { clockOffset } from './schedule';
import { OutboxStore, outboxName } from './store';
import { inNameOf, isOpen, leftBy } from './takeOver';
import { isPending, type OutboxReport, type ReportInput } from './types';

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

  /**
   * Resolves when the report is on the phone's disk: from then on it will arrive. One that was begun earlier keeps the key
   * and the time it was begun with.
   */
  async function add(draft: Draft<ReportInput>, media: Blob[], begun?: { key: string; at: number }): Promise<string> {
    const key = begun?.key ?? newKey();
    const report = outboxReport(key, account.value ?? '', draft, media, begun?.at ?? Date.now());
    await store.put(report, filesOf(report, media));
    await reload();
    void flushNow(true);
    return key;
  }

  /** Sends a refused report again with what a person changed in it. */
  async function correct(report: OutboxReport, change: Correction): Promise<void> {
    const all = change.media ?? (await store.media(report));
    const again = corrected(report, change, all, newKey());
    await store.replace(report.key, again, filesOf(again, all));
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

  const media = (report: OutboxReport) => store.media(report);

  const state = { reports: mine, waiting, refused, left, sending, signedOut, diskFull };
  return { ...state, start, add, media, correct, discard, takeOver, flushNow };
});
