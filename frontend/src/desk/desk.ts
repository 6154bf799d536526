import { useSpace } from '@/platform/space';
import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { ApiProblem, collection, newKey } from '@/platform/api';
import type { CollectionName, FeatureOf } from '@/platform/collections';
import { usePicture } from '@/platform/feed';
import { useLocale } from '@/platform/i18n';
import { toast } from '@/platform/ui';
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

export interface Selected {
  collection: 'fieldreports' | 'incidents';
  id: string;
}
export type Work = 'item' | 'call' | 'admin' | 'water' | 'report';

/** What the desk shows and does; the panes and the keys all act through it. */
export const useDesk = defineStore('desk', () => {
  const picture = usePicture();
  const { t } = useI18n({ useScope: 'global' });
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
  function step(by: 1 | -1): void {
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
    if (picture.isPast) {
      toast(t('platform.past.blocked'), { tone: 'amber' });
      return null;
    }
    busy.value = true;
    try {
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

  function complain(cause: unknown): void {
    if (!(cause instanceof ApiProblem)) throw cause;
    const rules = cause.errors.map((e) => cause.violation(e.field, locale.value)).filter(Boolean);
    toast([cause.text(locale.value), ...rules.filter((rule) => rule !== cause.text(locale.value))].join(' · '), {
      tone: 'red',
      ms: 9_000,
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
    step,
    act,
    complain,
    undoable,
  };
});
