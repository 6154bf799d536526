import { ApiProblem, problemOf } from './problem';
import { credentials } from './credentials';

export interface RequestOptions {
  /** Sent as JSON unless it is a Blob, ArrayBuffer or typed array. */
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  /** Version of the feature that was edited; 412 when it has changed since. */
  ifMatch?: number;
  /** Any string of at most 100 characters; the same key gives the same answer for 30 days. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Default 15 s; photos need more. */
  timeoutMs?: number;
  /** It goes on when the page is closed; the body is then at most 64 kB. */
  keepalive?: boolean;
  /** `cookie` leaves a device token out, `none` leaves out both: for logging in and joining while an old one lies about. */
  identity?: 'cookie' | 'none';
}

export interface Answer<T> {
  status: number;
  body: T;
  etag: string | null;
}

const UNSAFE = new Set(['POST', 'PUT', 'DELETE', 'PATCH']);

function isBinary(body: unknown): body is BodyInit {
  return body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

export function cookie(name: string, all: string = globalThis.document?.cookie ?? ''): string | null {
  for (const part of all.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return decodeURIComponent(value.join('='));
  }
  return null;
}

function headersFor(method: string, options: RequestOptions): Headers {
  const headers = new Headers({ Accept: 'application/json, application/problem+json', ...options.headers });
  if (options.body !== undefined && !isBinary(options.body) && !headers.has('Content-Type')) {
    headers.set('Content-Type', 'application/json');
  }
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  const token = options.identity ? null : credentials.token();
  if (token) headers.set('Authorization', `Bearer ${token}`);
  else if (UNSAFE.has(method)) {
    const csrf = cookie('XSRF-TOKEN');
    if (csrf) headers.set('X-XSRF-TOKEN', csrf);
  }
  return headers;
}

function urlOf(path: string, query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, v]) => v !== undefined) as [string, string | number][];
  if (!pairs.length) return path;
  return `${path}?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}`;
}

/** Sends one request; throws ApiProblem for every failure, network included. An empty answer gives `undefined`. */
export async function send<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const { body } = options;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? 15_000);
  const cancel = () => abort.abort();
  if (options.signal?.aborted) cancel();
  options.signal?.addEventListener('abort', cancel);
  try {
    return await exchange<T>(method, path, options, body, abort.signal);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', cancel);
  }
}

async function exchange<T>(
  method: string,
  path: string,
  options: RequestOptions,
  body: unknown,
  signal: AbortSignal,
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(urlOf(path, options.query), {
      method,
      headers: headersFor(method, options),
      body: body === undefined ? undefined : isBinary(body) ? body : JSON.stringify(body),
      // A device token and a forgotten cookie of another person must never travel together.
      credentials: options.identity !== 'cookie' && (options.identity || credentials.token()) ? 'omit' : 'same-origin',
      keepalive: options.keepalive,
      signal,
    });
  } catch (cause) {
    throw unreached(cause, options.signal);
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !options.identity) credentials.refused(problem);
    throw problem;
  }
  const text =
    response.status === 204
      ? ''
      : await response.text().catch((cause) => Promise.reject(unreached(cause, options.signal)));
  return {
    status: response.status,
    body: (text ? parsed(text) : undefined) as T,
    etag: response.headers.get('ETag'),
  };
}

/** A good answer that is no JSON came from something between, such as the log-in page of a wireless network. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreached(cause);
  }
}

function unreached(cause: unknown, given?: AbortSignal): ApiProblem {
  const name = (cause as { name?: string } | null)?.name;
  if (given?.aborted) return new ApiProblem(0, { code: 'aborted', detail: '已取消', detailEn: 'Cancelled' });
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new ApiProblem(0, {
      code: 'timeout',
      detail: '服务器没有按时回答',
      detailEn: 'The server did not answer in time',
    });
  }
  return new ApiProblem(0, { code: 'network', detail: '连不上服务器', detailEn: 'The server cannot be reached' });
}
