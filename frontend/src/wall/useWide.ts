import { onScopeDispose, ref } from 'vue';

/** Whether the wall is three screens side by side, and the size of its rem in pixels (16 on 1080 lines). */
export function useWide() {
  const query = matchMedia('(min-aspect-ratio: 3 / 1)');
  const wide = ref(query.matches);
  const rem = ref(16);
  const measure = () => {
    wide.value = query.matches;
    rem.value = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  };
  measure();
  addEventListener('resize', measure);
  onScopeDispose(() => removeEventListener('resize', measure));
  return { wide, rem };
}
