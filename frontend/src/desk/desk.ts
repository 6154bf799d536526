import { useSpace } from '@/platform/space';
import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { ApiProblem, collection, newKey } from '@/platform/api';
import type { CollectionName, FeatureOf } from '@/platform/collections';
import { usePicture } from '@/platform/feed';
import { useLocale, useWords } from '@/platform/i18n';
import { toast } from '@/platform/ui';
import { heldCommands, HOLD_MS } from './held';
import {
  doneItems,
  NO_FILTERS,
  openIncidents,
  waitingReports,
  type Filters,
  type Incident,
  type Report,
  type Tab,
} from './queue';
import { INCIDENT_STEPS, pressed, type Steps } from './steps';

export interface Selected {
  collection: 'fieldreports' | 'incidents';
  id: string;
}
/** A feature that steps from state to state. */
type Thing = { collection: string; id: string };
const nameOf = ({ collection, id }: Thing) => `${collection}/${id}`;
export type Work = 'item' | 'call' | 'admin' | 'water' | 'report';

/** What the desk shows and does; the panes and the keys all act through it. */
export const useDesk = defineStore('desk', () => {
  const picture = usePicture();
  const { t } = useI18n({ useScope: 'global' });
  const word = useWords();
  const locale = useLocale();
  const tab = ref<Tab>('reports');
  const work = ref<Work>('item');
  const selected = ref<Selected | null>(null);
  const filters = reactive<Filters>({ ...NO_FILTERS });
  /** The dialog of the selected item that is open, by command. */
  const dialog = ref<string | null>(null);
  /** A place picked on the map while a form asks for one. */
  const picking = ref(false);
  const picked = ref<[number, number] | null>(null);
  /** A form on the board shows and asks for its own place. */
  const placing = ref(false);
  /** A place to look at, found by name. */
  const lookAt = ref<[number, number] | null>(null);
  /** What is chosen on the board, by id: the gauge of the form, and what is marked of the areas and teams. */
  const water = reactive({ gauge: '', area: '', team: '' });
  /** Where the chosen team has been, drawn on the map. */
  const track = shallowRef<[number, number][]>([]);
  const busy = ref(false);
  const held = heldCommands();
  addEventListener('pagehide', () => void held.settleAll());
  document.addEventListener('visibilitychange', () => document.hidden && void held.settleAll());

  const reports = computed(() => waitingReports(picture.list('fieldreports') as Report[], filters));
  const incidents = computed(() => openIncidents(picture.list('incidents') as Incident[], filters));
  const done = computed(() =>
    doneItems(picture.list('fieldreports') as Report[], picture.list('incidents') as Incident[], filters),
  );
  const rows = computed<(Report | Incident)[]>(
    () => ({ reports: reports.value, incidents: incidents.value, done: done.value })[tab.value],
  );
  const current = computed(() =>
    selected.value ? picture.find(selected.value.collection, selected.value.id) : undefined,
  );

  function select(next: Selected | null): void {
    selected.value = next;
    lookAt.value = null;
    dialog.value = null;
    if (next) work.value = 'item';
  }

  function show(feature: { collection: string; id: string }): void {
    select({ collection: feature.collection as Selected['collection'], id: feature.id });
  }

  /** Moves the selection along the list; from nothing to the first. */
  function move(by: 1 | -1): void {
    const at = rows.value.findIndex((row) => row.id === selected.value?.id);
    const next = rows.value[at < 0 ? 0 : Math.min(rows.value.length - 1, Math.max(0, at + by))];
    if (next) show(next);
  }

  /** Runs a command and shows its answer at once; a refusal is a toast in the server's words. */
  async function act<C extends CollectionName>(
    name: C,
    id: string,
    command: string,
    input: object = {},
    key = newKey(),
  ): Promise<FeatureOf<C> | null> {
    if (blocked()) return null;
    busy.value = true;
    try {
      await held.settle(nameOf({ collection: name, id }));
      const answer = await collection(useSpace().id, name).command(id, command, input, key);
      picture.absorb(answer as never);
      return answer;
    } catch (cause) {
      complain(cause);
      return null;
    } finally {
      busy.value = false;
    }
  }

  function blocked(): boolean {
    if (picture.isPast) toast(t('platform.past.blocked'), { tone: 'amber' });
    return picture.isPast;
  }

  /** What waits to be sent for a thing, or is on its way. */
  const waiting = (thing: Thing) => held.waiting.get(nameOf(thing))?.command;

  /** A step that the log does not take back: it is sent after some seconds, unless it is taken back here. */
  function step<S extends string>(steps: Steps<S>, thing: Thing, state: S, command: string, title: string): void {
    if (blocked()) return;
    if (pressed(steps, state, waiting(thing), command) === 'undo' && held.undo(nameOf(thing))) return;
    const told = `${title} · ${word(steps.scale, steps.to[command])}`;
    const key = newKey();
    const calls = collection(useSpace().id, thing.collection);
    async function send(): Promise<void> {
      try {
        picture.absorb((await calls.command(thing.id, command, {}, key, { keepalive: true })) as never);
      } catch (cause) {
        // Whoever pressed it may look at something else by now.
        complain(cause, told, () => void send());
      }
    }
    const over = toast(t('desk.held.text', { told, seconds: HOLD_MS / 1_000 }), {
      ms: HOLD_MS,
      action: { label: t('platform.undo'), run: () => held.undo(nameOf(thing)) },
    });
    held.hold(nameOf(thing), { command, send, over });
  }

  /** The next step of an incident, by key or click; false when there is no such step. */
  function advance(incident: Incident, command: string): void | false {
    const { state, title } = incident.properties;
    if (pressed(INCIDENT_STEPS, state, waiting(incident), command) === 'nothing') return false;
    if (command === 'close' || command === 'reopen') dialog.value = command;
    else step(INCIDENT_STEPS, incident, state, command, title);
  }

  /** A refusal in the server's words; `again` is offered when the same call may succeed later. */
  function complain(cause: unknown, what = '', again?: () => void): void {
    if (!(cause instanceof ApiProblem)) throw cause;
    const rules = cause.errors.map((e) => cause.violation(e.field, locale.value)).filter(Boolean);
    const text = cause.text(locale.value);
    const retry = again && (cause.transient || cause.status === 401);
    toast([what, text, ...rules.filter((rule) => rule !== text)].filter(Boolean).join(' · '), {
      tone: 'red',
      ms: retry ? 60_000 : 9_000,
      action: retry ? { label: t('platform.retry'), run: again } : undefined,
    });
  }

  /** A toast that takes the decision back instead of a question before it. */
  function undoable(text: string, report: string, command: 'restore' | 'unmerge' | 'unaccept'): void {
    toast(text, {
      tone: 'good',
      action: {
        label: t('platform.undo'),
        run: () => void act('fieldreports', report, command).then((back) => back && show(back)),
      },
    });
  }

  watch([work, () => water.team], () => (track.value = []));
  watch(work, (now) => {
    if (now !== 'call') picking.value = false;
  });

  return {
    tab,
    work,
    selected,
    filters,
    dialog,
    picking,
    picked,
    placing,
    lookAt,
    water,
    track,
    busy,
    reports,
    incidents,
    done,
    rows,
    current,
    select,
    show,
    move,
    act,
    waiting,
    step,
    advance,
    undoLast: held.undoLast,
    settleAll: held.settleAll,
    complain,
    undoable,
  };
});
