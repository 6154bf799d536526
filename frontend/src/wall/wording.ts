import type { Ref } from 'vue';
import type { Locale, Scale } from '@/platform/i18n';
import type { WallEvent } from './events';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** What happened in an event, in few words of the current language. */
export function whatHappened(t: Translate, word: (scale: Scale, w: string) => string, locale: Ref<Locale>) {
  return (event: WallEvent): string => {
    const { what } = event;
    if (what.is === 'inject') return word('injectKind', what.kind);
    if (what.is === 'state') return word('incidentState', what.to);
    if (what.is === 'grade') return t('wall.event.grade', { to: word('grade', what.to) });
    if (what.is === 'note') return (locale.value === 'en' && what.textEn) || what.text;
    const kind = event.danger ? word('danger', event.danger) : word('kind', event.kind);
    return t(`wall.event.${what.is}`, { kind });
  };
}
