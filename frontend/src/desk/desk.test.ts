// @vitest-environment happy-dom
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import type { Feature } from '@/platform/collections';
import { usePicture } from '@/platform/feed';
import { createPageI18n } from '@/platform/i18n';
import { toasts } from '@/platform/ui/toast';
import { useDesk } from './desk';
import { HOLD_MS } from './held';
import * as messages from './messages';
import type { Incident } from './queue';

const incident = (version: number, state: string) =>
  ({ id: 'i', collection: 'incidents', version, properties: { state, title: '彭村管涌' } }) as unknown as Incident;

let app: App;
let desk: ReturnType<typeof useDesk>;
let sent: { path: string; key: string | null; keepalive?: boolean }[];
let answers: (() => Response)[];
const ok = (feature: object) => () => new Response(JSON.stringify(feature));
const paths = () => sent.map(({ path }) => path);

beforeEach(() => {
  vi.useFakeTimers();
  toasts.splice(0);
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push({ path, key: new Headers(init.headers).get('Idempotency-Key'), keepalive: init.keepalive });
    const answer = answers.shift();
    if (!answer) throw new TypeError('unreachable');
    return answer();
  });
  app = createApp({
    setup() {
      desk = useDesk();
      return () => null;
    },
  });
  app.use(createPinia()).use(createPageI18n(messages)).mount(document.createElement('div'));
  usePicture().absorb(incident(3, 'responding') as unknown as Feature);
});
afterEach(() => {
  app.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const now = () => usePicture().find('incidents', 'i') as Incident;

describe('a step of an incident', () => {
  it('waits, is shown to wait, and then is in the picture', async () => {
    desk.advance(now(), 'control');
    expect([desk.waiting(now()), toasts.map((each) => each.text), paths()]).toEqual([
      'control',
      ['彭村管涌 · 已控制,6 秒后发出'],
      [],
    ]);
    answers = [ok(incident(4, 'controlled'))];
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect([desk.waiting(now()), toasts.length, now().properties.state]).toEqual([undefined, 0, 'controlled']);
    expect(paths()).toEqual(['/api/live/incidents/i/control']);
  });

  it('leaves nothing behind when it is taken back, by the toast or by stepping back', async () => {
    desk.advance(now(), 'control');
    toasts[0]!.action!.run();
    desk.advance(now(), 'control');
    desk.advance(now(), 'respond');
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect([paths(), toasts.length]).toEqual([[], 0]);
  });

  it('goes with the page that is closed, in a request that outlives it', () => {
    desk.advance(now(), 'control');
    dispatchEvent(new Event('pagehide'));
    expect(sent).toMatchObject([{ path: '/api/live/incidents/i/control', keepalive: true }]);
  });

  it('goes ahead of what is sent at once', async () => {
    answers = [ok(incident(4, 'controlled')), ok(incident(5, 'controlled'))];
    desk.advance(now(), 'control');
    await desk.act('incidents', 'i', 'note', { text: '堵住了' });
    expect(paths()).toEqual(['/api/live/incidents/i/control', '/api/live/incidents/i/note']);
  });

  it('is named when it did not arrive, and sent again under the same key', async () => {
    desk.advance(now(), 'control');
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(toasts[0]!.text).toBe('彭村管涌 · 已控制 · 连不上服务器');
    answers = [ok(incident(4, 'controlled'))];
    toasts[0]!.action!.run();
    await vi.advanceTimersByTimeAsync(0);
    expect(now().properties.state).toBe('controlled');
    expect(sent[0]!.key).toBe(sent[1]!.key);
  });
});
