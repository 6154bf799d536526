import { send, type Role } from '@/platform/api';

export interface Webhook {
  id: string;
  title: string;
  url: string;
  collections: string[];
  role: Role;
  createdAt: string;
  createdBy: string;
  /** False when the server's settings no longer let it send there. */
  allowed: boolean;
  seq: number;
  waiting: number;
  tries: number;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  lastStatus: number | null;
  lastReason: string | null;
  failingSince: string | null;
  nextTryAt: string | null;
  pausedAt: string | null;
  pausedWhy: 'by-hand' | 'gone' | 'failing' | null;
}

export interface WebhookDraft {
  title: string;
  url: string;
  role: Role;
  collections: string[];
}

export interface NewSecret {
  id: string;
  secret: string;
}

export interface Tested {
  delivered: boolean;
  status: number | null;
  reason: string | null;
}

const one = <T>(method: string, path: string, body?: unknown) => send<T>(method, path, { body }).then((a) => a.body);
const on = (id: string, what = '') => `/api/webhooks/${id}${what}`;

export const webhooks = {
  list: () => one<{ webhooks: Webhook[] }>('GET', '/api/webhooks').then((a) => a.webhooks),
  create: (draft: WebhookDraft) => one<NewSecret>('POST', '/api/webhooks', draft),
  remove: (id: string) => one<void>('DELETE', on(id)),
  pause: (id: string) => one<void>('POST', on(id, '/pause'), {}),
  resume: (id: string) => one<void>('POST', on(id, '/resume'), {}),
  rotate: (id: string) => one<NewSecret>('POST', on(id, '/secret'), {}),
  test: (id: string) => one<Tested>('POST', on(id, '/test'), {}),
};
