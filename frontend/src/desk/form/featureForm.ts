import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { ApiProblem, collection, newKey, type Draft } from '@/platform/api';
import type { CollectionName, FeatureOf } from '@/platform/collections';
import { usePicture } from '@/platform/feed';
import { useLocale } from '@/platform/i18n';
import { useSpace } from '@/platform/space';
import { useDraft } from './draft';
import { rebase, same, type Moved } from './rebase';

/** Newer versions that changed nothing of the form are saved over at once, this often. */
const TRIES = 5;

interface Options<C extends CollectionName, T> {
  collection: C;
  /** null: a new one. */
  feature: FeatureOf<C> | null;
  /** What the form shows of a feature. */
  read: (feature: FeatureOf<C> | null) => T;
  /** What is sent of the form. */
  draft: (form: T, held: FeatureOf<C> | null) => Draft<object>;
}

/**
 * A form over one feature: keeps what is typed through a closed form and a reload, creates once, edits the version it
 * showed. When somebody else was first, their change is shown and nothing typed is lost. `why` is the server's rule
 * beside a field.
 */
export function useFeatureForm<C extends CollectionName, T extends object>(options: Options<C, T>) {
  const { t } = useI18n({ useScope: 'global' });
  const picture = usePicture();
  const locale = useLocale();
  const calls = collection(useSpace().id, options.collection);
  /** What the server holds by now: a second try goes on from there and makes no second feature. */
  const held = shallowRef<FeatureOf<C> | null>(options.feature);
  const { form: kept, forget } = useDraft(`${options.collection}.${options.feature?.id ?? 'new'}`, () => ({
    key: newKey(),
    opened: options.read(options.feature),
    form: options.read(options.feature),
  }));
  const form = kept.form as T;
  const restored = ref(!same(kept.form, kept.opened));
  const moved = shallowRef<Moved[]>([]);
  const busy = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  const beside = new Set<string>();

  if (options.feature) {
    meet(options.feature);
    if (!restored.value) moved.value = [];
  }

  /** Goes on from a newer version. */
  function meet(now: FeatureOf<C>): void {
    const theirs = options.read(now);
    const next = rebase(plain(kept.opened) as T, plain(form), theirs);
    moved.value = next.moved;
    held.value = now;
    Object.assign(form, next.form);
    kept.opened = theirs as typeof kept.opened;
  }

  async function save(): Promise<FeatureOf<C> | null> {
    busy.value = true;
    problem.value = null;
    moved.value = [];
    try {
      for (let tries = 1; ; tries++) {
        const saved = await attempt(tries);
        if (saved || moved.value.length) return saved;
      }
    } catch (cause) {
      return complain(cause);
    } finally {
      busy.value = false;
    }
  }

  /** null when somebody else was first; the form then stands upon their version. */
  async function attempt(tries: number): Promise<FeatureOf<C> | null> {
    try {
      const draft = options.draft(form, held.value);
      held.value = held.value
        ? await calls.edit(held.value.id, draft, held.value.version)
        : await calls.create(draft, kept.key);
      kept.opened = options.read(held.value) as typeof kept.opened;
      picture.absorb(held.value as never);
      return held.value;
    } catch (cause) {
      if (!(cause instanceof ApiProblem) || cause.status !== 412 || !held.value || tries > TRIES) throw cause;
      const now = await calls.get(held.value.id);
      picture.absorb(now as never);
      meet(now);
      return null;
    }
  }

  function complain(cause: unknown): null {
    if (!(cause instanceof ApiProblem)) throw cause;
    problem.value = cause;
    // A refused body has used its key; one that was not answered keeps it, so that nothing is made twice.
    if (!cause.transient) kept.key = newKey();
    return null;
  }

  function discard(): void {
    Object.assign(form, options.read(held.value));
    forget();
    restored.value = false;
    moved.value = [];
    problem.value = null;
  }

  const why = (field: string): string | null => {
    const path = field === 'geometry' ? field : `properties.${field}`;
    beside.add(path);
    return problem.value?.violation(path, locale.value) ?? null;
  };
  /** What is wrong and has no field to stand beside. */
  const wrong = computed(() => {
    if (!problem.value) return '';
    const others = problem.value.errors
      .filter((e) => !beside.has(e.field))
      .map((e) => problem.value!.violation(e.field, locale.value));
    const first = problem.value.errors.length > others.length ? t('form.wrong') : problem.value.text(locale.value);
    return [...new Set([first, ...others])].join(' · ');
  });

  return { form, held, busy, moved, restored, why, wrong, save, complain, discard, forget };
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
