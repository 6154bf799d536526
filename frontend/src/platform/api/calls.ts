import type { Geometry } from 'geojson';
import type { Change, FeatureOf, PictureSnapshot, PropertiesOf } from '../collections';
import { credentials } from './credentials';
import { send, type RequestOptions } from './http';
import { problemOf } from './problem';
import type { CountyInfo, LayerInfo, Me } from './types';

/** Optional parts of a call: it may be cancelled, or outlive the page. */
export type CallOptions = Pick<RequestOptions, 'signal' | 'timeoutMs' | 'keepalive'>;

const enc = encodeURIComponent;
const path = (space: string, ...parts: string[]) => `/api/${[space, ...parts].map(enc).join('/')}`;

/** A key for Idempotency-Key that works without HTTPS too (`crypto.randomUUID` is missing there). */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export const session = {
  /** Sets the session cookie. 401 `credentials` when wrong, 429 with `retryAfterMs` when guessing. */
  async login(user: string, password: string): Promise<Me> {
    const me = (await send<Me>('POST', '/api/session', { body: { user, password }, identity: 'cookie' })).body;
    credentials.forget();
    return me;
  },
  async logout(): Promise<void> {
    await send('DELETE', '/api/session');
  },
  /** 401 when nobody is logged in or joined. */
  async me(options: CallOptions = {}): Promise<Me> {
    return (await send<Me>('GET', '/api/me', options)).body;
  },
  async changePassword(old: string, replacement: string): Promise<void> {
    await send('POST', '/api/me/password', { body: { old, new: replacement } });
  },
  /** Exchanges a link's one-time code for a device token and keeps it. 410 `link-used` or `link-expired`. */
  async join(code: string, device: string): Promise<Me> {
    const { body } = await send<{ token: string; me: Me }>('POST', '/api/device-links/join', {
      body: { code, device },
      identity: 'none',
    });
    credentials.keep(body.token);
    return body.me;
  },
  async wsTicket(options: CallOptions = {}): Promise<string> {
    return (await send<{ ticket: string }>('POST', '/api/ws-ticket', options)).body.ticket;
  },
};

export const place = {
  async county(): Promise<CountyInfo> {
    return (await send<CountyInfo>('GET', '/api/county')).body;
  },
  async layers(): Promise<LayerInfo[]> {
    return (await send<{ layers: LayerInfo[] }>('GET', '/api/layers')).body.layers;
  },
};

/** How many changes fell into each of equal parts of the time. */
export interface Timeline {
  from: string;
  to: string;
  seq: number;
  buckets: { at: string; changes: number }[];
}

export interface Receipt {
  accepted: number;
  repeated: number;
  refused: {
    row: number;
    code: string;
    detail: string;
    detailEn: string;
    errors: { rule: string; ruleEn: string }[];
  }[];
}

export interface SpaceInfo {
  id: string;
  title: string;
  drill: boolean;
  scenario: string | null;
  seq: number;
  clock: { now: string; rate: number };
}

export const space = {
  /** The picture now, or with `at` (RFC 3339) at an earlier space time. */
  async picture(name: string, options: CallOptions = {}, at?: string): Promise<PictureSnapshot> {
    const query = at ? { at } : {};
    return (await send<PictureSnapshot>('GET', path(name, 'picture'), { timeoutMs: 60_000, query, ...options })).body;
  },
  /** The newest values of each stream, `[key, …values, at]`. */
  async latest(name: string, at?: string, options: CallOptions = {}): Promise<Record<string, unknown[]>> {
    const query = at ? { at } : {};
    return (await send<{ latest: Record<string, unknown[]> }>('GET', path(name, 'latest'), { query, ...options })).body
      .latest;
  },
  async timeline(name: string, points: number): Promise<Timeline> {
    return (await send<Timeline>('GET', path(name, 'timeline'), { query: { points } })).body;
  },
  /** A batch for a stream; good rows are stored, the others come back with their reasons. */
  async report(name: string, stream: string, rows: object[], options: CallOptions = {}): Promise<Receipt> {
    return (await send<Receipt>('POST', path(name, stream), { body: { [stream]: rows }, ...options })).body;
  },
  async list(): Promise<SpaceInfo[]> {
    return (await send<{ spaces: SpaceInfo[] }>('GET', '/api/spaces')).body.spaces;
  },
  async changes(
    name: string,
    query: { since: number; limit?: number; until?: string },
    options: CallOptions = {},
  ): Promise<{ seq: number; changes: Change[] }> {
    return (await send<{ seq: number; changes: Change[] }>('GET', path(name, 'changes'), { query, ...options })).body;
  },
};

/** What a person may change of a feature; the server fills in the rest. */
export interface Draft<P> {
  geometry: Geometry | null;
  properties: P;
}

/** The generic calls on a collection of a space: `collection('live', 'incidents').command(id, 'verify', {})`. */
export function collection<C extends string>(spaceName: string, name: C) {
  type F = FeatureOf<C>;
  const feature = <P>(draft: Draft<P>) => ({ type: 'Feature' as const, ...draft });
  return {
    async list(
      query: { bbox?: string; filter?: string; limit?: number } = {},
      options: CallOptions = {},
    ): Promise<F[]> {
      const { body } = await send<{ features: F[] }>('GET', path(spaceName, name), { query, ...options });
      return body.features;
    },
    async get(id: string, options: CallOptions = {}): Promise<F> {
      return (await send<F>('GET', path(spaceName, name, id), options)).body;
    },
    async history(id: string): Promise<HistoryEntry<C>[]> {
      return (await send<{ versions: HistoryEntry<C>[] }>('GET', path(spaceName, name, id, 'history'))).body.versions;
    },
    /** `input` is the create command's input, which need not be the stored properties. */
    async create<I>(draft: Draft<I>, key: string = newKey(), options: CallOptions = {}): Promise<F> {
      return (await send<F>('POST', path(spaceName, name), { body: feature(draft), idempotencyKey: key, ...options }))
        .body;
    },
    async edit<I = Partial<PropertiesOf<C>>>(id: string, draft: Draft<I>, version: number): Promise<F> {
      return (await send<F>('PUT', path(spaceName, name, id), { body: feature(draft), ifMatch: version })).body;
    },
    async remove(id: string): Promise<void> {
      await send('DELETE', path(spaceName, name, id));
    },
    /** Answers the addressed feature as it is after the command. */
    async command(
      id: string,
      command: string,
      input: object = {},
      key: string = newKey(),
      options: CallOptions = {},
    ): Promise<F> {
      const call = { body: input, idempotencyKey: key, ...options };
      return (await send<F>('POST', path(spaceName, name, id, command), call)).body;
    },
    /** GET of a sub-resource such as `suggestions`. */
    async ask<T>(id: string, what: string, query: RequestOptions['query'] = {}): Promise<T> {
      return (await send<T>('GET', path(spaceName, name, id, what), { query })).body;
    },
  };
}

export interface HistoryEntry<C extends string> {
  seq: number;
  at: string;
  by: string;
  command: string;
  op: 'put' | 'remove';
  feature: FeatureOf<C> | null;
}

/** Stored photos and voice notes by hash. */
export const files = {
  url: (hash: string, thumbnail = false) => `/files/${enc(hash)}${thumbnail ? '/thumbnail' : ''}`,
  /** With a device token an `<img>` cannot ask for itself (it sends no Authorization), so fetch the bytes. */
  async blob(hash: string, thumbnail = false): Promise<Blob> {
    const token = credentials.token();
    const headers = token ? { Authorization: `Bearer ${token}` } : undefined;
    const response = await fetch(files.url(hash, thumbnail), { headers });
    if (!response.ok) throw await problemOf(response);
    return response.blob();
  },
};
