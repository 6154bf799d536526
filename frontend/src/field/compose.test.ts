// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createPinia, setActivePinia } from 'pinia';
import { createApp, h, nextTick, shallowRef, type App, type VNode } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Begun } from '@/features/fieldreport/draft/drafts';
import { useOutbox } from '@/features/fieldreport/outbox/outbox';
import type { OutboxReport } from '@/features/fieldreport/outbox/types';
import { createPageI18n } from '@/platform/i18n';
import ComposeView from './ComposeView.vue';
import CorrectView from './CorrectView.vue';
import HomeView from './HomeView.vue';
import { en, zh } from './messages';

let app: App;
let root: HTMLElement;
const show = shallowRef<() => VNode>(() => h('p'));
const complaints: unknown[] = [];

const one = (selector: string) => root.querySelector<HTMLElement>(selector)!;
const shown = (selector: string) => vi.waitFor(() => expect(one(selector)).toBeTruthy());
async function tap(selector: string): Promise<void> {
  await shown(selector);
  one(selector).click();
  await nextTick();
}
async function send(): Promise<void> {
  one('form').dispatchEvent(new Event('submit', { cancelable: true }));
  await shown('.home');
}

/** The views as the page changes between them. */
const home = () => h(HomeView, { account: 'me', onCompose: compose, onCorrect: correct });
function compose(begun: Begun | null): void {
  show.value = () => h(ComposeView, { account: 'me', begun, onDone: back });
}
async function correct(report: OutboxReport): Promise<void> {
  const media = await useOutbox().media(report);
  show.value = () => h(CorrectView, { report, media, onDone: back });
}
function back(): void {
  show.value = home;
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  vi.stubGlobal('isSecureContext', true);
  const geolocation = {
    watchPosition: (found: PositionCallback) => {
      found({ coords: { longitude: 114.368, latitude: 35.522, accuracy: 12 }, timestamp: 1 } as GeolocationPosition);
    },
    clearWatch: () => undefined,
  };
  Object.defineProperty(navigator, 'geolocation', { value: geolocation, configurable: true });
  const pinia = createPinia();
  setActivePinia(pinia);
  await useOutbox().start('me');
  complaints.length = 0;
  show.value = home;
  app = createApp({ render: () => show.value() });
  app.use(pinia).use(createPageI18n({ zh, en }));
  app.config.errorHandler = (cause) => void complaints.push(cause);
  app.config.warnHandler = (warning) => void complaints.push(warning);
  root = document.body.appendChild(document.createElement('div'));
  app.mount(root);
});
afterEach(() => {
  app.unmount();
  root.remove();
  expect(complaints).toEqual([]);
  vi.unstubAllGlobals();
});

describe('a report on the phone', () => {
  it('is three taps', async () => {
    await tap('button.report');
    await tap('[data-kind=breach]');
    await send();
    const [report] = useOutbox().reports;
    expect(report?.draft.properties).toMatchObject({ kind: 'danger', danger: 'breach', text: '', photos: [] });
    expect(one('.draft')).toBeNull();
  });

  it('that was left is offered on home, goes on where it was, and is then in the queue alone', async () => {
    await tap('button.report');
    await tap('[data-kind=breach]');
    const text = one('textarea') as HTMLTextAreaElement;
    text.value = '水很急';
    text.dispatchEvent(new Event('input'));
    back();
    await tap('.draft .resume');
    await shown('textarea');
    expect((one('textarea') as HTMLTextAreaElement).value).toBe('水很急');
    expect(one('.place strong').textContent).toBe(zh.field.place.kept);
    await send();
    expect(useOutbox().reports).toHaveLength(1);
    expect(one('.draft')).toBeNull();
  });

  it('that was refused can be changed in kind, severity and text and goes again', async () => {
    await tap('button.report');
    await tap('[data-kind=breach]');
    await send();
    const problem = { code: 'invalid', detail: '险情须写明种类\n必填', detailEn: 'is required' };
    await correct({ ...useOutbox().reports[0]!, state: 'refused', problem });
    await nextTick();
    expect(one('[role=alert]').textContent).toContain(problem.detail);
    await tap('.chosen');
    await tap('[data-kind=flood]');
    await tap('.levels .critical');
    await send();
    const reports = useOutbox().reports;
    expect(reports).toHaveLength(1);
    expect(reports[0]?.draft.properties).toMatchObject({ kind: 'flood', severity: 'critical' });
    expect(reports[0]?.draft.properties.danger).toBeUndefined();
    expect(reports[0]).toMatchObject({ state: 'waiting', problem: null });
  });
});
