/** One thing that was wrong with one value; `rule` is Chinese, `ruleEn` English. */
export interface Violation {
  field: string;
  value?: unknown;
  rule: string;
  ruleEn?: string;
}

interface ProblemBody {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  detailEn?: string;
  errors?: Violation[];
  [extra: string]: unknown;
}

/**
 * Every failed call throws this. `status` 0 means the server was not reached: `code` is `network`, `timeout` or
 * `aborted`. Otherwise `code` is the server's word (`transition`, `csrf`, `link-used` …).
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailEn: string;
  readonly errors: Violation[];
  /** Further members of the answer, such as `allowed` (409) or `current` (412). */
  readonly extra: Record<string, unknown>;
  /** How long the server asked us to wait, milliseconds; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, body: ProblemBody, retryAfterMs: number | null = null) {
    const { title, code, detail, detailEn, errors, ...rest } = body;
    super(detail ?? title ?? code ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code ?? (status === 0 ? 'network' : `http-${status}`);
    this.detail = detail ?? title ?? '';
    this.detailEn = detailEn ?? title ?? '';
    this.errors = Array.isArray(errors) ? errors : [];
    this.extra = rest;
    this.retryAfterMs = retryAfterMs;
  }

  /** True when the same call may succeed later without any change: not reached, overloaded, restarting. */
  get transient(): boolean {
    return this.status === 0 ? this.code !== 'aborted' : [408, 425, 429, 502, 503, 504].includes(this.status);
  }

  /** What to show a person, in their language; falls back to the other language, then to the code. */
  text(locale: string): string {
    const [first, second] = locale.startsWith('zh') ? [this.detail, this.detailEn] : [this.detailEn, this.detail];
    return first || second || this.code;
  }

  /** The rule that `field` broke, or null. */
  violation(field: string, locale: string): string | null {
    const found = this.errors.find((e) => e.field === field);
    if (!found) return null;
    return locale.startsWith('zh') ? found.rule : (found.ruleEn ?? found.rule);
  }
}

/** `Retry-After` as milliseconds: seconds or an HTTP date; null when absent or unreadable. */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** Reads a failed answer; a body that is not problem+json (a proxy's page) still becomes a problem. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = parseRetryAfter(response.headers.get('Retry-After'), Date.now());
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  let body: ProblemBody = {};
  if (isJson) body = (await response.json().catch(() => ({}))) as ProblemBody;
  return new ApiProblem(response.status, { title: response.statusText, ...body }, retryAfter);
}
