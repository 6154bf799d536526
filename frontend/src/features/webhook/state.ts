import type { Tone } from '@/platform/ui';
import type { Webhook } from './calls';

export interface State {
  /** Word below `webhook.state`. */
  word: 'refused' | 'gone' | 'stopped' | 'paused' | 'failing' | 'behind' | 'current';
  tone: Tone;
}

/** What a row says of itself; what keeps messages back for ever comes before what passes by itself. */
export function stateOf(hook: Pick<Webhook, 'allowed' | 'pausedWhy' | 'tries' | 'waiting'>): State {
  if (hook.pausedWhy === 'gone') return { word: 'gone', tone: 'red' };
  if (hook.pausedWhy === 'failing') return { word: 'stopped', tone: 'red' };
  if (hook.pausedWhy) return { word: 'paused', tone: 'stale' };
  if (!hook.allowed) return { word: 'refused', tone: 'red' };
  if (hook.tries > 0) return { word: 'failing', tone: 'amber' };
  return hook.waiting > 0 ? { word: 'behind', tone: 'accent' } : { word: 'current', tone: 'good' };
}

/** "HTTP 503", or the word below `webhook.reason` when no answer came; null when nothing went wrong. */
export function failureOf(it: {
  status: number | null;
  reason: string | null;
}): { http: number } | { word: string } | null {
  if (!it.reason) return null;
  return it.status === null ? { word: it.reason } : { http: it.status };
}
