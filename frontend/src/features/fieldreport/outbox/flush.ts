import { ApiProblem, type Draft } from '@/platform/api';
import type { FeatureOf } from '@/platform/collections';
import type { PhotoReceipt } from '../photos';
import { backoff, observedAt } from './schedule';
import type { OutboxStore } from './store';
import { isPending, type OutboxPhoto, type OutboxReport, type Refusal, type ReportInput } from './types';

/** The server as the queue sees it; the tests put a broken one here. */
export interface OutboxServer {
  create(draft: Draft<ReportInput>, key: string): Promise<FeatureOf<'fieldreports'>>;
  progress(report: string, n: number): Promise<{ received: number; total: number }>;
  put(report: string, n: number, file: Blob, offset: number, length: number): Promise<PhotoReceipt>;
  /** How far the server's clock is ahead, milliseconds; throws when it is not reached. */
  clockOffset(): Promise<number>;
}

export interface FlushResult {
  /** When to try again, phone time; null when nothing waits. */
  nextTryAt: number | null;
  /** The server does not know who we are: a person must join or log in again. */
  signedOut: boolean;
}

/** Small enough that one bar of signal finishes a slice before the line drops. */
export const SLICE = 128 * 1024;

/**
 * Sends what is due, oldest first, and writes every step to the store before the next. Whatever happens to the tab in
 * between, the key makes the server take each report once, and `progress` tells where a photo goes on.
 */
export async function flush(
  store: OutboxStore,
  server: OutboxServer,
  account: string,
  options: { now: () => number; force?: boolean; changed?: () => void } = { now: Date.now },
): Promise<FlushResult> {
  for (const report of await store.list()) {
    if (report.account !== account || !isPending(report)) continue;
    if (!options.force && report.nextTryAt > options.now()) continue;
    try {
      await deliver(store, server, report, options.changed);
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      if (cause.status === 401) return { nextTryAt: null, signedOut: true };
      await postpone(store, report, cause, options.now());
      options.changed?.();
      if (cause.status === 0) break;
    }
  }
  await store.trim((report) => report.state === 'received' && !isPending(report));
  return { nextTryAt: await nextTry(store, account), signedOut: false };
}

async function nextTry(store: OutboxStore, account: string): Promise<number | null> {
  const waiting = (await store.list()).filter((report) => report.account === account && isPending(report));
  return waiting.length ? Math.min(...waiting.map((report) => report.nextTryAt)) : null;
}

async function postpone(store: OutboxStore, report: OutboxReport, problem: ApiProblem, now: number): Promise<void> {
  const wait = Math.max(backoff(report.attempts), problem.retryAfterMs ?? 0);
  await store.put({ ...report, attempts: report.attempts + 1, nextTryAt: now + wait });
}

async function deliver(
  store: OutboxStore,
  server: OutboxServer,
  report: OutboxReport,
  changed: () => void = () => undefined,
): Promise<void> {
  if (report.state === 'waiting') {
    await deliverReport(store, server, report);
    changed();
  }
  if (report.state !== 'received') return;
  for (const photo of report.photos) {
    if (photo.state !== 'waiting') continue;
    await deliverPhoto(store, server, report, photo, changed);
    changed();
  }
}

async function deliverReport(store: OutboxStore, server: OutboxServer, report: OutboxReport): Promise<void> {
  if (!report.frozen) {
    const offset = await server.clockOffset();
    const { geometry, properties } = report.draft;
    report.frozen = { geometry, properties: { ...properties, observedAt: observedAt(report.createdAt, offset) } };
    await store.put(report);
  }
  try {
    const feature = await server.create(report.frozen, report.key);
    report.state = 'received';
    report.serverId = feature.id;
    report.receivedAt = feature.properties.receivedAt;
    report.attempts = 0;
    report.nextTryAt = 0;
  } catch (cause) {
    report.problem = refusal(cause);
    report.state = 'refused';
  }
  await store.put(report);
}

/** A final refusal as it is kept; everything that may pass later is thrown on. */
function refusal(cause: unknown): Refusal {
  if (!(cause instanceof ApiProblem) || cause.transient || cause.status === 401 || cause.status >= 500) throw cause;
  const rules = cause.errors.map((e) => e.rule).filter((rule) => rule && rule !== cause.detail);
  return { code: cause.code, detail: [cause.detail, ...rules].join('\n'), detailEn: cause.text('en') };
}

async function deliverPhoto(
  store: OutboxStore,
  server: OutboxServer,
  report: OutboxReport,
  photo: OutboxPhoto,
  changed: () => void,
): Promise<void> {
  const id = report.serverId;
  if (!id || !photo.blob) return;
  try {
    photo.sent = (await server.progress(id, photo.n)).received;
    while (photo.sent < photo.size) {
      const length = Math.min(SLICE, photo.size - photo.sent);
      const receipt = await server.put(id, photo.n, photo.blob, photo.sent, length);
      photo.sent = receipt.hash ? photo.size : (receipt.received ?? photo.sent + length);
      await store.put(report);
      changed();
    }
    photo.state = 'stored';
    photo.blob = null;
  } catch (cause) {
    if (cause instanceof ApiProblem && cause.status === 409) throw again(cause);
    photo.problem = refusal(cause);
    photo.state = 'refused';
  }
  await store.put(report);
}

/** The server holds other bytes than we thought: ask again where to go on, a little later. */
function again(problem: ApiProblem): ApiProblem {
  return new ApiProblem(503, { code: problem.code, detail: problem.detail, detailEn: problem.detailEn }, 1_000);
}
