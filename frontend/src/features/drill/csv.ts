import type { ReportEntry } from './calls';

const cell = (text: string | null) => {
  // A text that begins like a formula is shown as text by spreadsheets only behind an apostrophe.
  const safe = /^[=+\-@\t]/.test(text ?? '') ? `'${text}` : (text ?? '');
  return `"${safe.replaceAll('"', '""')}"`;
};

/** The report's rows for a spreadsheet, with a byte order mark so that Chinese opens right. */
export function asCsv(entries: ReportEntry[]): string {
  const head = ['at', 'recorded', 'who', 'actor', 'collection', 'command', 'title', 'scheduledAt'] as const;
  const rows = entries.map((entry) => head.map((name) => cell(entry[name])).join(','));
  return `\ufeff${[head.join(','), ...rows].join('\r\n')}\r\n`;
}
