import { ref } from 'vue';

export type DeskTheme = 'dark' | 'light';
const KEY = 'anlan.desk.theme';
const theme = ref<DeskTheme>('dark');

/** Dark unless this machine's person chose light. */
export function startTheme(): DeskTheme {
  theme.value = localStorage.getItem(KEY) === 'light' ? 'light' : 'dark';
  return theme.value;
}

export function useTheme() {
  function toggle(): void {
    theme.value = theme.value === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, theme.value);
    document.documentElement.dataset.theme = theme.value;
  }
  return { theme, toggle };
}
