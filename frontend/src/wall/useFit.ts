import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** How many rows of `rowRem` root ems fit into an element, per column; follows its size. */
export function useFit(
  element: Ref<HTMLElement | null>,
  rowRem: () => number,
  columns: () => number = () => 1,
): Ref<number> {
  const rows = ref(1);
  const measure = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = element.value?.clientHeight ?? 0;
    rows.value = Math.max(1, Math.floor((height + 1) / (rowRem() * rem))) * columns();
  };
  const observer = new ResizeObserver(measure);
  onMounted(() => {
    if (element.value) observer.observe(element.value);
    measure();
  });
  onBeforeUnmount(() => observer.disconnect());
  return rows;
}
