import { reactive, watch } from 'vue';
import { kept } from '@/platform/kept';
import { useSpace } from '@/platform/space';

/**
 * A form that keeps what was typed on this machine until it is cleared: through a reload, a log-out, a lost server.
 * Only the person's own words are kept, under the names of space and form.
 */
export function useDraft<T extends object>(
  name: string,
  empty: () => T,
): { form: T; clear: () => void; forget: () => void } {
  const key = `anlan.draft.${useSpace().id}.${name}`;
  const form = reactive({ ...empty(), ...kept<Partial<T>>(key, {}, sessionStorage) }) as T;
  watch(form, (now) => sessionStorage.setItem(key, JSON.stringify(now)), {
    deep: true,
    // At once, so that nothing is written back after it was forgotten.
    flush: 'sync',
  });
  const forget = () => sessionStorage.removeItem(key);
  function clear(): void {
    Object.assign(form, empty());
    forget();
  }
  return { form, clear, forget };
}
