import { shallowReactive } from 'vue';
import type { Tone } from './UiBadge.vue';

export interface Toast {
  id: number;
  text: string;
  tone: Tone;
  /** Offered for as long as the toast shows. */
  action?: { label: string; run: () => void };
}

let next = 1;
export const toasts = shallowReactive<Toast[]>([]);

/** Shows a line for some seconds (longer with an action); returns the function that removes it. */
export function toast(text: string, options: { tone?: Tone; action?: Toast['action']; ms?: number } = {}): () => void {
  const entry: Toast = { id: next++, text, tone: options.tone ?? 'neutral', action: options.action };
  const drop = () => {
    const i = toasts.indexOf(entry);
    if (i >= 0) toasts.splice(i, 1);
  };
  toasts.push(entry);
  setTimeout(drop, options.ms ?? (options.action ? 10_000 : 5_000));
  return drop;
}
