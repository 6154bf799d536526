import { computed } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';
import * as format from './format';
import { platformEn, platformZh } from './messages';
import { wordsEn, wordsZh, type Scale } from './words';

export * from './words';
export { format };

export type Locale = 'zh-CN' | 'en';
export type Messages = Record<string, unknown>;

const KEY = 'anlan.locale';

/** `?lang=en` wins, then what the person chose on this machine, then Chinese. */
function firstLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked) return asked.startsWith('en') ? 'en' : 'zh-CN';
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

/** The plugin for a page: platform words plus the page's and features' own messages, each under its own name. */
export function createPageI18n(...messages: { zh: Messages; en: Messages }[]) {
  const locale = firstLocale();
  document.documentElement.lang = locale;
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: {
      'zh-CN': Object.assign({ words: wordsZh, platform: platformZh }, ...messages.map((m) => m.zh)),
      en: Object.assign({ words: wordsEn, platform: platformEn }, ...messages.map((m) => m.en)),
    },
  });
}

/** The current language, as a value to read and to set; setting is remembered on this machine. */
export function useLocale() {
  const { locale } = useI18n({ useScope: 'global' });
  return computed<Locale>({
    get: () => (locale.value === 'en' ? 'en' : 'zh-CN'),
    set: (chosen) => {
      locale.value = chosen;
      document.documentElement.lang = chosen;
      try {
        localStorage.setItem(KEY, chosen);
      } catch {
        // a browser that keeps nothing still shows the chosen language until reload
      }
    },
  });
}

/** `word('grade', 'large')` → 较大. An unknown word shows as the wire sent it. */
export function useWords() {
  const { t, te } = useI18n({ useScope: 'global' });
  return (scale: Scale, word: string | null | undefined): string => {
    if (!word) return '';
    const key = `words.${scale}.${word}`;
    return te(key) || te(key, 'zh-CN') ? t(key) : word;
  };
}
