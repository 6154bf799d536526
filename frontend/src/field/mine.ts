import { useSpace } from '@/platform/space';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { ApiProblem, collection } from '@/platform/api';
import type { FeatureOf } from '@/platform/collections';

const EVERY_MS = 10_000;
const SLOWEST_MS = 120_000;

/** My own reports as the server holds them, asked for while the page is looked at. */
export const useMine = defineStore('mine', () => {
  const reports = shallowRef<FeatureOf<'fieldreports'>[]>([]);
  const online = ref(true);
  const fetchedAt = ref<number | null>(null);
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listens = false;

  async function refresh(): Promise<void> {
    clearTimeout(timer);
    try {
      const found = await collection(useSpace().id, 'fieldreports').list({ limit: 100 });
      reports.value = found.sort((a, b) => b.properties.receivedAt.localeCompare(a.properties.receivedAt));
      online.value = true;
      fetchedAt.value = Date.now();
      failures = 0;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      online.value = cause.status !== 0;
      failures++;
    }
    const wait = Math.min(SLOWEST_MS, EVERY_MS * 2 ** failures);
    timer = setTimeout(() => document.visibilityState === 'visible' && void refresh(), wait);
  }

  /** Begins for a person, or anew for another one. */
  function start(): void {
    reports.value = [];
    void refresh();
    if (listens) return;
    listens = true;
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void refresh());
    addEventListener('online', () => void refresh());
    addEventListener('offline', () => (online.value = false));
  }

  function absorb(report: FeatureOf<'fieldreports'>): void {
    reports.value = reports.value.map((old) => (old.id === report.id ? report : old));
  }

  return { reports, online, fetchedAt, start, refresh, absorb };
});
