import { wordsEn, wordsZh } from '@/platform/i18n/words';
import type { FieldReportProperties } from './types';

/** What a report is about, in both languages: one without a text is found by nothing else but its place. */
export function wordsOf({ kind, danger }: Pick<FieldReportProperties, 'kind' | 'danger'>): string[] {
  return [wordsZh, wordsEn].flatMap((words) => [words.kind[kind], ...(danger ? [words.danger[danger]] : [])]);
}
