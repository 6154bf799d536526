import { useSpace } from '@/platform/space';
import { shallowRef, watch, type Ref } from 'vue';
import { collection } from '@/platform/api';

interface Likeness {
  distanceMetres: number;
  minutesApart: number;
  sameKind: boolean;
  score: number;
}
export type Suggestion = Likeness & { incident: string; title: string };
export type SimilarReport = Likeness & { report: string; text: string };
export interface Near {
  suggestions: Suggestion[];
  similarReports: SimilarReport[];
}

const NOTHING: Near = { suggestions: [], similarReports: [] };

/**
 * Open incidents and waiting reports near the report in place and time, the likeliest first; none when the server cannot
 * say.
 */
export function useSuggestions(report: () => string): Ref<Near> {
  const found = shallowRef<Near>(NOTHING);
  watch(
    report,
    async (id) => {
      found.value = NOTHING;
      const answer = await collection(useSpace().id, 'fieldreports')
        .ask<Near>(id, 'suggestions')
        .catch(() => NOTHING);
      if (id === report()) found.value = answer;
    },
    { immediate: true },
  );
  return found;
}
