// @vitest-environment happy-dom
import { createPinia } from 'pinia';
import { expect, it, vi } from 'vitest';
import { createApp } from 'vue';
import { space } from '../api';
import { createPageI18n } from '../i18n';
import TimeMachineBar from './TimeMachineBar.vue';
import { useTimeMachine } from './timeMachine';

it('the page shows now again when the bar is taken away, by whatever key or clock', () => {
  vi.spyOn(space, 'timeline').mockResolvedValue({ from: '2026-07-20T00:00:00Z', to: '', seq: 1, buckets: [] });
  document.body.innerHTML = '<div id="app"></div>';
  const app = createApp(TimeMachineBar).use(createPinia()).use(createPageI18n());
  app.mount('#app');
  const machine = useTimeMachine();
  machine.go(Date.parse('2026-07-21T00:00:00Z'));
  expect(machine.isPast).toBe(true);
  app.unmount();
  expect(machine.isPast).toBe(false);
});
