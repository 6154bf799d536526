import { computed, onMounted, onScopeDispose, shallowRef, type Ref } from 'vue';
import { persist } from '@/platform/api';
import { rivers } from '../layer/rivers';
import type { Gauge } from './levels';
import { reachStates, risen, type River } from './riverStates';

/** The reaches in the states of their stations, for the map and for the tour; empty until the rivers are here. */
export function useReachStates(gauges: Ref<Gauge[]>) {
  const lines = shallowRef<River[]>([]);
  let gone = false;
  onMounted(async () => {
    const found = await persist(rivers, () => gone).catch(() => []);
    if (!gone) lines.value = found;
  });
  onScopeDispose(() => (gone = true));
  const reaches = computed(() => reachStates(lines.value, gauges.value));
  return { reaches, drawn: computed(() => risen(reaches.value)) };
}
