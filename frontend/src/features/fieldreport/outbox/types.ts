import type { Draft } from '@/platform/api';
import type { Danger, Kind, Severity } from '@/platform/i18n/words';

/** What a field report is sent with; the server fills in the rest. */
export interface ReportInput {
  /** The report's id when the phone gives it: sent again under any name, it is still this one report. */
  id?: string;
  kind: Kind;
  danger?: Danger;
  severity: Severity;
  text: string;
  observedAt: string;
  accuracyMetres?: number;
  positionSource: 'gps' | 'map' | 'village' | 'chainage';
  village?: string;
  chainage?: { area: string; at: string };
  photos: { size: number; type: string }[];
  confirmed?: boolean;
}

export interface OutboxPhoto {
  n: number;
  /** Name of its bytes among the store's files; null once the server has them. */
  file: string | null;
  size: number;
  type: string;
  /** Bytes the server is known to hold. */
  sent: number;
  state: 'waiting' | 'stored' | 'refused';
  problem: Refusal | null;
}

/** A server's refusal, in both languages, kept for the person who has to correct it. */
export interface Refusal {
  code: string;
  detail: string;
  detailEn: string;
}

/**
 * A report on its way. `key` is made when the report is begun and never changes, so that the server takes it once however
 * often it is sent; `frozen` is the body as it was first sent, because one key stands for one body.
 */
export interface OutboxReport {
  key: string;
  /** Who wrote it; another person on this phone sends it only when they take it over. */
  account: string;
  draft: Draft<ReportInput>;
  frozen: Draft<ReportInput> | null;
  photos: OutboxPhoto[];
  state: 'waiting' | 'received' | 'refused';
  /** Phone time, milliseconds. */
  createdAt: number;
  attempts: number;
  nextTryAt: number;
  serverId: string | null;
  receivedAt: string | null;
  problem: Refusal | null;
}

/** True while photos or voice notes of a report that has arrived are only on the phone. */
export function hasPhotosToSend(report: OutboxReport): boolean {
  return report.state === 'received' && report.photos.some((p) => p.state === 'waiting');
}

/** True while something of this report is only on the phone. */
export function isPending(report: OutboxReport): boolean {
  return report.state === 'waiting' || hasPhotosToSend(report);
}
