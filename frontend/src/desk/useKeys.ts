import { onScopeDispose } from 'vue';

/** True while the person types: single letters then belong to the text. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/**
 * Keys of a page: `{'j': …, 'ctrl+k': …, 'Escape': …}`. A handler that answers false leaves the key to the browser.
 * Nothing fires while a dialog is open: it has its own Escape, and what lies beneath it stays as it is.
 */
export function useKeys(keys: Record<string, () => unknown>): void {
  function press(event: KeyboardEvent): void {
    // A list or the map under the cursor has used it.
    if (event.defaultPrevented) return;
    const control = event.ctrlKey || event.metaKey;
    const name = `${control ? 'ctrl+' : event.altKey ? 'alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
    const handler = keys[name];
    if (!handler) return;
    const free = control || event.altKey || event.key === 'Escape';
    if ((!free && typing(event.target)) || document.querySelector('dialog[open]')) return;
    if (handler() !== false) event.preventDefault();
  }
  addEventListener('keydown', press);
  onScopeDispose(() => removeEventListener('keydown', press));
}
