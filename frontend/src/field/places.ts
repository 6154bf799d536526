import { kept } from '@/platform/kept';
import { useSpace } from '@/platform/space';
import { shallowRef, type ShallowRef } from 'vue';
import { collection } from '@/platform/api';
import type { CollectionName, FeatureOf } from '@/platform/collections';

/** Features of a collection that hardly changes; what was fetched last is there without a network. */
function useKept<C extends CollectionName>(name: C): ShallowRef<FeatureOf<C>[]> {
  const key = `anlan.${useSpace().id}.${name}`;
  const found = shallowRef<FeatureOf<C>[]>(kept<FeatureOf<C>[]>(key, []));
  void collection(useSpace().id, name)
    .list()
    .then((features) => {
      found.value = features;
      localStorage.setItem(key, JSON.stringify(features));
    })
    .catch(() => undefined); // the kept ones serve
  return found;
}

export const useVillages = () => useKept('villages');
export const useGauges = () => useKept('gauges');
export const useAreas = () => useKept('areas');
