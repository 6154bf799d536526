// @vitest-environment happy-dom
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, nextTick, type App } from 'vue';
import { space } from '@/platform/api';
import type { Feature, PictureSnapshot } from '@/platform/collections';
import { usePicture, useTimeMachine } from '@/platform/feed';
import { createPageI18n } from '@/platform/i18n';
import AlarmStrip from './AlarmStrip.vue';
import { useDesk } from './desk';
import * as messages from './messages';

const report = (id: string, seenAt: string | null): Feature => ({
  type: 'Feature',
  id,
  collection: 'fieldreports',
  version: 1,
  seq: 1,
  updated: '',
  by: '',
  geometry: null,
  properties: { state: 'received', severity: 'critical', receivedAt: '2026-07-22T00:00:00Z', seenAt },
});
const whole = (...features: Feature[]): PictureSnapshot => ({ space: 'live', epoch: 'e', seq: 1, at: 'x', features });

let app: App;
const strip = () => document.querySelector('[role=alert]');

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(AlarmStrip).use(createPinia()).use(createPageI18n(messages));
  app.mount('#app');
});
afterEach(() => {
  app.unmount();
  vi.useRealTimers();
});

/** Goes into the past, where this is what there was. */
async function lookAt(...features: Feature[]): Promise<void> {
  vi.spyOn(space, 'picture').mockResolvedValue(whole(...features));
  useTimeMachine().go(Date.parse('2026-07-21T00:00:00Z'));
  await vi.advanceTimersByTimeAsync(200);
  expect(usePicture().isPast).toBe(true);
}

describe('the alarm of the desk', () => {
  it('sounds for what comes while the past is shown, and opening it goes back to now', async () => {
    usePicture().load(whole());
    await lookAt();
    expect(strip()).toBeNull();
    usePicture().absorb({ ...report('new', null), seq: 2 });
    await nextTick();
    strip()!.querySelector('button')!.click();
    expect(usePicture().isPast).toBe(false);
    expect(useDesk().current?.id).toBe('new');
  });

  it('keeps silent about what nobody had seen then', async () => {
    usePicture().load(whole(report('old', '2026-07-22T00:01:00Z')));
    await lookAt(report('old', null));
    expect(strip()).toBeNull();
  });
});
