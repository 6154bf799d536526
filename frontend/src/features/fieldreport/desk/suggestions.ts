import { useSpace } from '@/platform/space';
import { shallowRef, watch, type Ref } from 'vue';
import { collection } from '@/platform/api';

export interface Suggestion {
  incident: string;
  title: string;
  distanceMetres: number;
  minutesApart: number;
  sameKind: boolean;
  score: number;
}

/** Open incidents near the report in place and time, the likeliest first; none when the server cannot say. */
export function useSuggestions(report: () => string): Ref<Suggestion[]> {
  const found = shallowRef<Suggestion[]>([]);
  watch(
    report,
    async (id) => {
      found.value = [];
      const answer = await collection(useSpace().id, 'fieldreports')
        .ask<{ suggestions: Suggestion[] }>(id, 'suggestions')
        .catch(() => ({ suggestions: [] }));
      if (id === report()) found.value = answer.suggestions;
    },
    { immediate: true },
  );
  return found;
}
