// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { createApp, h, nextTick, shallowReactive, type App } from 'vue';
import { createPageI18n } from '../i18n';
import UiDialog from './UiDialog.vue';

let app: App;
afterEach(() => app.unmount());

function show(required: boolean) {
  const props = shallowReactive({ open: true, title: '登录', required });
  const close = vi.fn();
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() => h(UiDialog, { ...props, onClose: close }, () => h('input'))).use(createPageI18n());
  app.mount('#app');
  const box = document.querySelector('dialog')!;
  const cancel = new Event('cancel', { cancelable: true });
  return { props, close, box, cancel };
}

it('Escape and × close an ordinary dialog', () => {
  const { box, close, cancel } = show(false);
  box.dispatchEvent(cancel);
  expect([cancel.defaultPrevented, close.mock.calls.length]).toEqual([false, 1]);
  box.querySelector<HTMLElement>('.x')!.click();
  expect(close).toHaveBeenCalledTimes(2);
});

it('a required one stays, comes up again when the browser closes it, and keeps what was typed in it', async () => {
  const { props, box, close, cancel } = show(true);
  box.querySelector('input')!.value = 'admin';
  box.dispatchEvent(cancel);
  expect([cancel.defaultPrevented, box.querySelector('.x')]).toEqual([true, null]);
  box.close();
  expect([box.open, box.querySelector('input')!.value]).toEqual([true, 'admin']);
  props.open = false;
  await nextTick();
  expect([box.open, close.mock.calls.length]).toEqual([false, 0]);
});
