// @vitest-environment happy-dom
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, nextTick, type App } from 'vue';
import * as desk from '@/desk/messages';
import * as gauge from '@/features/gauge/messages';
import type { FeatureOf } from '@/platform/collections';
import { createPageI18n } from '@/platform/i18n';
import AreaList from './AreaList.vue';

const area = {
  id: 'BSP',
  collection: 'areas',
  version: 1,
  properties: { name: '白寺坡', kind: 'detention', state: 'clear', population: 12_300 },
} as unknown as FeatureOf<'areas'>;

let app: App;
let sent: { path: string; body: unknown }[];
const button = (text: string) => [...document.querySelectorAll('button')].find((b) => b.textContent?.trim() === text)!;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push({ path, body: JSON.parse(String(init.body)) });
    return new Response(JSON.stringify({ ...area, version: 2 }));
  });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(AreaList, { areas: [area], chosen: '', disabled: false });
  app.use(createPinia()).use(createPageI18n(desk, gauge)).mount('#app');
});
afterEach(() => {
  app.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('an area takes water only after a question that names it, with the reason in the log', async () => {
  button('蓄滞洪').click();
  await nextTick();
  const dialog = document.querySelector('dialog[open]')!;
  expect(dialog.textContent).toContain('白寺坡');
  expect(dialog.textContent).toContain('12,300');
  expect(sent).toEqual([]);
  button('河道漫溢进水').click();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual([{ path: '/api/live/areas/BSP/flood', body: { text: '河道漫溢进水' } }]);
  expect(document.querySelector('dialog[open]')).toBeNull();
});

it('any other step waits and shows it', async () => {
  button('运用准备').click();
  await nextTick();
  expect([button('运用准备 · 待发出').disabled, sent]).toEqual([true, []]);
});
