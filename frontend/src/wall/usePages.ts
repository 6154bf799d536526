import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';

/** How long one page of a list that does not fit stays on the wall, milliseconds. */
const PAGE_MS = 12_000;

/** Turns the pages of a list by itself; a new first item brings the first page back. */
export function usePages<T extends { id: string }>(items: Ref<T[]>, perPage: Ref<number>) {
  const page = ref(0);
  const size = computed(() => Math.max(1, perPage.value));
  const pages = computed(() => Math.max(1, Math.ceil(items.value.length / size.value)));
  const timer = setInterval(() => (page.value = (page.value + 1) % pages.value), PAGE_MS);
  onScopeDispose(() => clearInterval(timer));
  watch([() => items.value[0]?.id, () => items.value.length], () => (page.value = 0));
  watch(pages, (n) => {
    if (page.value >= n) page.value = 0;
  });
  const shown = computed(() => items.value.slice(page.value * size.value, (page.value + 1) * size.value));
  return { page, pages, shown };
}
