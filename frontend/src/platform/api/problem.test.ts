import { describe, expect, it, vi } from 'vitest';
import { cookie, send } from './http';
import { ApiProblem, parseRetryAfter, problemOf } from './problem';

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });

describe('a failed answer', () => {
  it('carries code, both languages, violations and further members', async () => {
    const body = {
      type: '/problems/transition',
      status: 409,
      code: 'transition',
      detail: '待核实的事件不能结束',
      detailEn: 'An unverified incident cannot be closed',
      errors: [{ field: 'state', value: 'closed', rule: '只能核实', ruleEn: 'may only be verified' }],
      allowed: ['verify'],
    };
    const problem = await problemOf(answer(409, JSON.stringify(body)));
    expect(problem).toMatchObject({ status: 409, code: 'transition', extra: { allowed: ['verify'] } });
    expect(problem.text('zh-CN')).toBe('待核实的事件不能结束');
    expect(problem.text('en')).toBe('An unverified incident cannot be closed');
    expect(problem.violation('state', 'en')).toBe('may only be verified');
    expect(problem.violation('title', 'en')).toBeNull();
    expect(problem.transient).toBe(false);
  });

  it('is still a problem when a proxy answered with a page', async () => {
    const problem = await problemOf(answer(502, '<html>', { 'Content-Type': 'text/html', 'Retry-After': '7' }));
    expect(problem).toMatchObject({ status: 502, code: 'http-502', retryAfterMs: 7_000, transient: true });
  });

  it('is still a problem when its body is broken', async () => {
    expect((await problemOf(answer(500, '{"code":'))).code).toBe('http-500');
  });
});

it('a page where an answer should be is a network that does not reach the server', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>Welcome to the hotel'));
  await expect(send('GET', '/api/me')).rejects.toMatchObject({ status: 0, code: 'network', transient: true });
  vi.unstubAllGlobals();
});

describe('whether to try again', () => {
  it.each([
    [0, 'network', true],
    [0, 'timeout', true],
    [0, 'aborted', false],
    [429, 'slow-down', true],
    [503, 'unavailable', true],
    [412, 'stale', false],
    [422, 'invalid', false],
  ])('%i %s: %s', (status, code, transient) => expect(new ApiProblem(status, { code }).transient).toBe(transient));

  it.each([
    [null, null],
    ['', null],
    ['3', 3_000],
    ['nonsense', null],
    ['Wed, 22 Jul 2026 00:00:10 GMT', 10_000],
    ['Wed, 22 Jul 2020 00:00:10 GMT', 0],
  ])('Retry-After %s is %s ms', (header, ms) => {
    expect(parseRetryAfter(header, Date.parse('2026-07-22T00:00:00Z'))).toBe(ms);
  });
});

describe('the CSRF cookie', () => {
  it('is found among others and decoded', () => {
    expect(cookie('XSRF-TOKEN', 'a=1; XSRF-TOKEN=ab%3D%3D; XSRF-TOKEN2=x')).toBe('ab==');
    expect(cookie('XSRF-TOKEN', 'a=1')).toBeNull();
  });
});
