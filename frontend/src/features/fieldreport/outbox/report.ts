import type { Draft } from '@/platform/api';
import { fileName } from './store';
import type { OutboxReport, ReportInput } from './types';

/** What a person changed in a refused report; members that are absent stay. */
export interface Correction {
  properties?: Partial<ReportInput>;
  geometry?: Draft<ReportInput>['geometry'];
  /** All photos and voice notes that are to be sent. */
  media?: Blob[];
  /** Phone time, milliseconds. */
  createdAt?: number;
}

/** A draft comes from reactive forms, whose proxies IndexedDB cannot store; as JSON it is plain. */
const plain = (draft: Draft<ReportInput>) => JSON.parse(JSON.stringify(draft)) as Draft<ReportInput>;

/** A report as it goes into the queue; the bytes of its media lie beside it, see `filesOf`. */
export function outboxReport(
  key: string,
  account: string,
  draft: Draft<ReportInput>,
  media: Blob[],
  createdAt: number,
): OutboxReport {
  return {
    key,
    account,
    draft: plain(draft),
    frozen: null,
    photos: media.map(({ size, type }, i) => ({
      n: i + 1,
      file: fileName(key, i + 1),
      size,
      type,
      sent: 0,
      state: 'waiting',
      problem: null,
    })),
    state: 'waiting',
    createdAt,
    attempts: 0,
    nextTryAt: 0,
    serverId: null,
    receivedAt: null,
    problem: null,
  };
}

/** The files that a report just made names. */
export function filesOf(report: OutboxReport, media: Blob[]): [name: string, bytes: Blob][] {
  return report.photos.map((photo, i) => [photo.file!, media[i]!]);
}

/**
 * A refused report with a change, under a new key: the old one stands for the refused body. `media` are all its photos and
 * voice notes, after the change.
 */
export function corrected(report: OutboxReport, change: Correction, media: Blob[], key: string): OutboxReport {
  const properties = {
    ...report.draft.properties,
    ...change.properties,
    photos: media.map(({ size, type }) => ({ size, type })),
  };
  const draft = { geometry: change.geometry ?? report.draft.geometry, properties };
  return outboxReport(key, report.account, draft, media, change.createdAt ?? report.createdAt);
}
