import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { newKey } from '@/platform/api';
import { OutboxStore } from '../outbox/store';
import type { ReportForm } from './form';
import { Keeper } from './keeper';
import { DraftStore, type ReportDraft } from './store';

/** Longer than the offer to undo stands on the screen. */
const UNDO_MS = 60_000;

/** A draft and what was written in it. */
export interface Begun {
  draft: ReportDraft;
  form: ReportForm;
}

/** Reports that were begun on this phone and not sent: offered again, and each handed to the queue once. */
export const useDrafts = defineStore('drafts', () => {
  const store = new DraftStore();
  const queue = new OutboxStore();
  const drafts = shallowRef<ReportDraft[]>([]);
  /** The disk takes nothing: what is written is lost with the page. */
  const unsafe = ref(false);
  let account = '';
  /** A view that has gone may still have a voice note to put in. */
  let closing: Promise<void> = Promise.resolve();

  async function load(who = account): Promise<void> {
    account = who;
    const found = await store.list(who);
    const waiting: ReportDraft[] = [];
    for (const draft of found) {
      const age = draft.discardedAt === undefined ? 0 : Date.now() - draft.discardedAt;
      // In both: the page was killed after the report was queued and before its draft was removed.
      if (age > UNDO_MS || (await queue.get(draft.key))) await store.remove(draft);
      else if (draft.discardedAt === undefined) waiting.push(draft);
    }
    if (who === account) drafts.value = waiting;
  }

  /** Keeps `form` on the disk from the first tap, under the key that it will have in the queue. */
  function keep(who: string, form: () => ReportForm, begun?: ReportDraft) {
    const id = { account: who, key: begun?.key ?? newKey() };
    let startedAt = begun?.startedAt ?? null;
    const keeper = new Keeper(
      () => store.put(id.account, id.key, (startedAt ??= Date.now()), form()),
      (failed) => (unsafe.value = failed),
    );

    function changed(): void {
      if (form().about) keeper.changed();
    }

    /** `add` puts it into the queue; only then the draft goes. When it fails the draft is kept on. */
    async function handOver(add: (begun: { key: string; at: number }) => Promise<unknown>): Promise<void> {
      await keeper.stop();
      try {
        await add({ key: id.key, at: form().seenAt ?? Date.now() });
      } catch (cause) {
        keeper.resume();
        changed();
        throw cause;
      }
      drafts.value = drafts.value.filter(({ key }) => key !== id.key);
      await store.remove(id).catch(() => undefined); // `load` finds it in both
    }

    /** The view goes and the report stays a draft; `settled` is what it still waits for. */
    function leave(settled: Promise<void>): void {
      closing = settled.then(async () => {
        changed();
        await keeper.written();
        await load().catch(() => undefined); // what cannot be listed now is listed later
      });
    }
    return { changed, handOver, leave };
  }

  async function find(draft: ReportDraft): Promise<ReportForm | undefined> {
    await closing;
    return store.find(draft);
  }

  /** Resolves to what brings it back. */
  async function discard(draft: ReportDraft): Promise<() => Promise<void>> {
    await store.mark(draft, Date.now());
    await load();
    return () => store.mark(draft, undefined).then(() => load());
  }

  return { drafts, unsafe, load, keep, find, discard };
});
