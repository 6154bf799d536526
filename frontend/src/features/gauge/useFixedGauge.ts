import { computed, watch, type Ref } from 'vue';
import { byUrgency, type Gauge } from './levels';

/**
 * The gauge somebody works at, by its id: the same one however the list is sorted or filtered, so that nothing is typed
 * for another. When nothing known is chosen at the beginning, it is the most urgent one of that moment.
 */
export function useFixedGauge(all: Ref<Gauge[]>, id: Ref<string>) {
  const chosen = computed(() => all.value.find((gauge) => gauge.id === id.value));
  watch(
    () => all.value.length > 0,
    (known) => {
      if (known && !chosen.value) id.value = [...all.value].sort(byUrgency)[0]!.id;
    },
    { immediate: true },
  );
  return chosen;
}
