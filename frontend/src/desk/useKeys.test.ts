// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { useKeys } from './useKeys';

const press = (key: string, on: EventTarget = document.body, more: KeyboardEventInit = {}) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

it('letters belong to a field that is typed in, and every key to a dialog that is open', () => {
  document.body.innerHTML = '<input id="field" /><dialog id="login"></dialog>';
  const pressed = { v: vi.fn(), 'alt+n': vi.fn(), Escape: vi.fn() };
  const all = () => {
    press('v');
    press('v', document.querySelector('#field')!);
    press('n', document.querySelector('#field')!, { altKey: true });
    press('Escape');
    return Object.values(pressed).map((key) => key.mock.calls.length);
  };
  const scope = effectScope();
  scope.run(() => useKeys(pressed));
  expect(all()).toEqual([1, 1, 1]);
  document.querySelector('dialog')!.showModal();
  expect(all()).toEqual([1, 1, 1]);
  scope.stop();
});
