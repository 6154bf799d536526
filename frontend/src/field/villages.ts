import { shallowRef } from 'vue';
import { collection } from '@/platform/api';
import type { Village } from '@/features/unit/search';

const KEY = 'anlan.villages';
const villages = shallowRef<Village[]>(kept());

function kept(): Village[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Village[];
  } catch {
    return [];
  }
}

/** The county's villages; what was fetched last is there without a network. */
export function useVillages() {
  void collection('live', 'villages')
    .list()
    .then((found) => {
      villages.value = found;
      localStorage.setItem(KEY, JSON.stringify(found));
    })
    .catch(() => undefined); // the kept ones serve
  return villages;
}
