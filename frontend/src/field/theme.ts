import { ref } from 'vue';

export type FieldTheme = 'dark' | 'light';
const KEY = 'anlan.field.theme';
const theme = ref<FieldTheme>('light');

/** What was chosen on this phone, else what the phone itself shows. */
export function startTheme(): FieldTheme {
  const kept = localStorage.getItem(KEY);
  const dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  theme.value = dark ? 'dark' : 'light';
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
