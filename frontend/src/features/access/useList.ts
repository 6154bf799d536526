import { onMounted, shallowRef } from 'vue';
import { ApiProblem } from '@/platform/api';
import { useLocale } from '@/platform/i18n';
import { toast } from '@/platform/ui';

/** A list from the server, and actions on it that read it again; a refusal is a toast in the server's words. */
export function useList<T>(fetch: () => Promise<T[]>) {
  const locale = useLocale();
  const rows = shallowRef<T[]>([]);
  async function guarded<R>(work: () => Promise<R>): Promise<R | null> {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      const rules = cause.errors.map((e) => cause.violation(e.field, locale.value));
      toast([...new Set([cause.text(locale.value), ...rules])].filter(Boolean).join(' · '), { tone: 'red', ms: 9_000 });
      return null;
    }
  }
  async function reload(): Promise<void> {
    rows.value = (await guarded(fetch)) ?? rows.value;
  }
  async function act<R>(work: () => Promise<R>): Promise<R | null> {
    const answer = await guarded(work);
    await reload();
    return answer;
  }
  onMounted(reload);
  return { rows, reload, act };
}
