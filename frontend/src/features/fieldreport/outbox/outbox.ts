import { useSpace } from '@/platform/space';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { collection, newKey, send, type Draft, space } from '@/platform/api';
import { photoProgress, putPhoto } from '../photos';
import { flush, type OutboxServer } from './flush';
import { clockOffset } from './schedule';
import { OutboxStore, outboxName } from './store';
import { isPending, type OutboxReport, type ReportInput } from './types';

/** A draft comes from reactive forms, whose proxies IndexedDB cannot store; as JSON it is plain. */
const plain = (draft: Draft<ReportInput>) => JSON.parse(JSON.stringify(draft)) as Draft<ReportInput>;

const LOCK = outboxName(useSpace().id);
const IDLE_MS = 60_000;

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
  const account = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const mine = computed(() => reports.value.filter((r) => r.account === account.value));
  const waiting = computed(() => mine.value.filter(isPending).length);
  const refused = computed(() => mine.value.filter((r) => r.state === 'refused'));

  async function reload(): Promise<void> {
    reports.value = await store.list();
  }

  function changed(): void {
    void reload();
    channel?.postMessage('changed');
  }

  async function run(force: boolean): Promise<void> {
    if (!account.value || sending.value) return;
    clearTimeout(timer);
    sending.value = true;
    try {
      const result = await flush(store, server, account.value, { now: Date.now, force, changed });
      signedOut.value = result.signedOut;
      const wait = result.nextTryAt === null ? IDLE_MS : Math.max(500, result.nextTryAt - Date.now());
      timer = setTimeout(() => void flushNow(), Math.min(wait, IDLE_MS));
    } finally {
      sending.value = false;
      changed();
    }
  }

  /** `force` ignores the waiting times: a person asked, or the network has just come back. */
  async function flushNow(force = false): Promise<void> {
    if (!navigator.locks) return run(force);
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? run(force) : undefined));
  }

  async function start(accountId: string): Promise<void> {
    account.value = accountId;
    signedOut.value = false;
    addEventListener('online', () => void flushNow(true));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void flushNow(true));
    channel?.addEventListener('message', () => void reload());
    await reload();
    void navigator.storage?.persist?.();
    void flushNow(true);
  }

  /** Resolves when the report is on the phone's disk: from then on it will arrive. */
  async function add(draft: Draft<ReportInput>, blobs: Blob[]): Promise<string> {
    const photos = blobs.map((blob, i) => ({
      n: i + 1,
      blob,
      size: blob.size,
      type: blob.type,
      sent: 0,
      state: 'waiting' as const,
      problem: null,
    }));
    const key = newKey();
    await store.put({
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
    });
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

  async function discard(key: string): Promise<void> {
    await store.remove(key);
    await reload();
  }

  return { reports: mine, waiting, refused, sending, signedOut, start, add, correct, discard, flushNow };
});
