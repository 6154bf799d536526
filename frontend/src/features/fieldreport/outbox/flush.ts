import { ApiProblem, line, type Draft } from '@/platform/api';
import type { FeatureOf } from '@/platform/collections';
import type { PhotoReceipt } from '../photos';
import { backoff, byUrgency, isReproducible, observedAt } from './schedule';
import type { OutboxStore } from './store';
import { hasPhotosToSend, isPending } from './types';
import type { OutboxPhoto, OutboxReport, Refusal, ReportInput } from './types';

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
  /** True: the server does not know who we are. False: it answered us as who we are. Null: it told neither. */
  signedOut: boolean | null;
  /** The phone's disk did not take what came of it: the same is asked again the next time, which costs nothing but time. */
  diskFull: boolean;
}

export interface FlushOptions {
  now: () => number;
  force?: boolean;
  changed?: () => void;
}

/** Small enough that one bar of signal finishes a slice before the line drops. */
export const SLICE = 128 * 1024;

/** The phone has lost the bytes; the report stands without them. */
const LOST: Refusal = {
  code: 'file-lost',
  detail: '手机上已找不到这个文件',
  detailEn: 'This file is no longer on the phone',
};

/**
 * Sends what is due: first every report's text, then photos, and a report that comes while a photo is on its way goes
 * before its next slice. Every step is written down before the next; whatever happens to the tab in between, the key
 * makes the server take each report once, and `progress` tells where a photo goes on.
 */
export async function flush(
  store: OutboxStore,
  server: OutboxServer,
  account: string,
  options: FlushOptions = { now: Date.now },
): Promise<FlushResult> {
  const round = new Round(store, server, account, options);
  await round.texts();
  await round.photos();
  await store.trim((report) => report.state === 'received' && !isPending(report));
  return round.result();
}

class Round {
  private signedOut: boolean | null = null;
  private diskFull = false;
  /** The server was not reached: it will not be a moment later. */
  private away = false;
  private readonly tried = { texts: new Set<string>(), photos: new Set<string>() };
  /** As they are, where the disk did not take it. */
  private readonly unsaved = new Map<string, OutboxReport>();

  constructor(
    private readonly store: OutboxStore,
    private readonly server: OutboxServer,
    private readonly account: string,
    private readonly options: FlushOptions,
  ) {}

  async result(): Promise<FlushResult> {
    const times = (await this.mine()).filter(isPending).map((report) => report.nextTryAt);
    const nextTryAt = this.signedOut || !times.length ? null : Math.min(...times);
    return { nextTryAt, signedOut: this.signedOut, diskFull: this.diskFull };
  }

  texts(): Promise<void> {
    return line.first(() =>
      this.each(
        this.tried.texts,
        (report) => report.state === 'waiting',
        (report) => this.sendText(report),
      ),
    );
  }

  photos(): Promise<void> {
    return this.each(this.tried.photos, hasPhotosToSend, (report) => this.sendPhotos(report));
  }

  private get isOver(): boolean {
    return this.away || this.signedOut === true;
  }

  private async mine(): Promise<OutboxReport[]> {
    const all = (await this.store.list()).map((report) => this.unsaved.get(report.key) ?? report);
    return all.filter((report) => report.account === this.account);
  }

  /** Each once, the most urgent of what is there at that moment first. */
  private async each(
    tried: Set<string>,
    which: (report: OutboxReport) => boolean,
    work: (report: OutboxReport) => Promise<void>,
  ): Promise<void> {
    while (!this.isOver) {
      const due = (report: OutboxReport) => this.options.force || report.nextTryAt <= this.options.now();
      const open = (await this.mine()).filter((r) => which(r) && due(r) && !tried.has(r.key));
      const report = open.sort(byUrgency)[0];
      if (!report) return;
      tried.add(report.key);
      await work(report).catch((cause: unknown) => this.postpone(report, cause));
      this.options.changed?.();
    }
  }

  private async postpone(report: OutboxReport, cause: unknown): Promise<void> {
    if (!(cause instanceof ApiProblem)) throw cause;
    if (cause.status === 401) {
      this.signedOut = true;
      return;
    }
    this.away = cause.status === 0;
    const wait = Math.max(backoff(report.attempts), cause.retryAfterMs ?? 0);
    await this.keep({ ...report, attempts: report.attempts + 1, nextTryAt: this.options.now() + wait });
  }

  /** False when the disk did not take it: a full disk must not keep from the server what the phone has. */
  private async keep(report: OutboxReport, done?: string | null): Promise<boolean> {
    try {
      await this.store.put(report, done ? [[done, null]] : []);
      this.unsaved.delete(report.key);
      return true;
    } catch {
      this.diskFull = true;
      this.unsaved.set(report.key, report);
      return false;
    }
  }

  private async sendText(report: OutboxReport): Promise<void> {
    if (!report.frozen) {
      const offset = await this.server.clockOffset();
      const { geometry, properties } = report.draft;
      const when = { observedAt: observedAt(report.createdAt, offset) };
      report.frozen = { geometry, properties: { ...properties, id: report.key, ...when } };
      if (!(await this.keep(report)) && !isReproducible(offset)) return;
    }
    try {
      const feature = await this.server.create(report.frozen, report.key);
      report.state = 'received';
      report.serverId = feature.id;
      report.receivedAt = feature.properties.receivedAt;
      report.attempts = 0;
      report.nextTryAt = 0;
    } catch (cause) {
      report.problem = refusal(cause);
      report.state = 'refused';
    }
    this.signedOut = false;
    await this.keep(report);
  }

  private async sendPhotos(report: OutboxReport): Promise<void> {
    for (const photo of report.photos) {
      if (photo.state !== 'waiting') continue;
      if (!(await this.sendPhoto(report, photo))) return;
      this.options.changed?.();
    }
  }

  /** False when the round ended before the photo did. */
  private async sendPhoto(report: OutboxReport, photo: OutboxPhoto): Promise<boolean> {
    const bytes = await this.store.bytes(photo);
    const file = photo.file;
    try {
      if (bytes && !(await this.sendSlices(report, photo, bytes))) return false;
      photo.state = bytes ? 'stored' : 'refused';
      photo.problem = bytes ? null : LOST;
    } catch (cause) {
      if (cause instanceof ApiProblem && cause.status === 409) throw again(cause);
      photo.problem = refusal(cause);
      photo.state = 'refused';
    }
    const isStored = photo.state === 'stored';
    if (isStored) photo.file = null;
    await this.keep(report, isStored ? file : null);
    return true;
  }

  private async sendSlices(report: OutboxReport, photo: OutboxPhoto, bytes: Blob): Promise<boolean> {
    const id = report.serverId!;
    photo.sent = (await this.server.progress(id, photo.n)).received;
    this.signedOut = false;
    while (photo.sent < photo.size) {
      await this.texts();
      if (this.isOver) return false;
      const length = Math.min(SLICE, photo.size - photo.sent);
      const receipt = await this.server.put(id, photo.n, bytes, photo.sent, length);
      photo.sent = receipt.hash ? photo.size : (receipt.received ?? photo.sent + length);
      await this.keep(report);
      this.options.changed?.();
    }
    return true;
  }
}

/** A final refusal as it is kept; everything that may pass later is thrown on. */
function refusal(cause: unknown): Refusal {
  if (!(cause instanceof ApiProblem) || cause.transient || cause.status === 401 || cause.status >= 500) throw cause;
  const all = (first: string, rules: string[]) => [...new Set([first, ...rules])].filter(Boolean).join('\n');
  return {
    code: cause.code,
    detail: all(
      cause.text('zh-CN'),
      cause.errors.map((e) => e.rule),
    ),
    detailEn: all(
      cause.text('en'),
      cause.errors.map((e) => e.ruleEn ?? e.rule),
    ),
  };
}

/** The server holds other bytes than we thought: ask again where to go on, a little later. */
function again(problem: ApiProblem): ApiProblem {
  return new ApiProblem(503, { code: problem.code, detail: problem.detail, detailEn: problem.detailEn }, 1_000);
}
