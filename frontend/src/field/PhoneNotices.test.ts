// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, nextTick } from 'vue';
import { useOutbox } from '@/features/fieldreport/outbox/outbox';
import { OutboxStore } from '@/features/fieldreport/outbox/store';
import type { OutboxReport } from '@/features/fieldreport/outbox/types';
import { useReadingQueue } from '@/features/gauge/readingQueue';
import type { Me } from '@/platform/api';
import { createPageI18n } from '@/platform/i18n';
import { en, zh } from './messages';
import PhoneNotices from './PhoneNotices.vue';
import { useWho } from './who';

const READING = { row: { gauge: 'g', time: '2026-07-22T00:00:00Z', stageMetres: 64 }, station: '淇门', photo: false };

function report(account: string): OutboxReport {
  const draft = { geometry: null, properties: { severity: 'major', photos: [] } };
  const state = { state: 'waiting', photos: [], frozen: null, serverId: null, attempts: 0, nextTryAt: 0 };
  return { key: `of-${account}`, account, draft, createdAt: 1, ...state } as unknown as OutboxReport;
}

let app: ReturnType<typeof createApp>;
const screen = () => document.body.textContent!.replace(/\s+/g, ' ').trim();

beforeEach(async () => {
  localStorage.clear();
  localStorage.setItem('anlan.field.names', JSON.stringify({ x: '巡堤 2 组' }));
  localStorage.setItem('anlan.readings.live.x', JSON.stringify([READING]));
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')));
  const store = new OutboxStore();
  await store.put(report('x'));
  await store.put(report('stranger'));
  app = createApp(PhoneNotices).use(createPinia()).use(createPageI18n({ zh, en }));
  document.body.innerHTML = '<div id="app"></div>';
  app.mount('#app');
});
afterEach(() => {
  app.unmount();
  vi.unstubAllGlobals();
});

it('what others left on the phone is named with who wrote it, and becomes mine at a tap', async () => {
  const outbox = useOutbox();
  useWho().enter({ id: 'me', displayName: '巡堤 3 组' } as Me);
  useReadingQueue().start('me');
  await outbox.start('me');
  await nextTick();
  expect(screen()).toContain('1 条由「巡堤 2 组」写的上报还在本机');
  expect(screen()).toContain('1 条由「巡堤 2 组」记的水位读数还在本机');
  expect(screen()).toContain('1 条由「另一个人」写的上报还在本机');
  const buttons = [...document.querySelectorAll('button')];
  expect(buttons.map((one) => one.textContent?.trim())).toEqual(Array(2).fill('以「巡堤 3 组」的名义发出'));
  const theirs = buttons.find((one) => one.parentElement!.textContent!.includes('巡堤 2 组'))!;
  theirs.click();
  await vi.waitFor(() => expect(outbox.reports.map((one) => one.key)).toEqual(['of-x']));
  expect(useReadingQueue().waiting).toHaveLength(1);
  await vi.waitFor(() => expect(screen()).not.toContain('巡堤 2 组'));
});

it('a full disk is said', async () => {
  expect(screen()).toBe('');
  useOutbox().diskFull = true;
  await nextTick();
  expect(screen()).toContain('手机存储已满');
});
