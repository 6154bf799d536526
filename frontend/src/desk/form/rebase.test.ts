import { describe, expect, test } from 'vitest';
import { rebase } from './rebase';

const opened = { name: '淇门', stage: 64.1 as number | '', rows: [{ n: 1 }] };

describe('what was typed upon a newer state', () => {
  test('an untouched value becomes theirs and is named', () => {
    const { form, moved } = rebase(opened, { ...opened, name: '淇门站' }, { ...opened, stage: 64.5 });
    expect(form).toEqual({ name: '淇门站', stage: 64.5, rows: [{ n: 1 }] });
    expect(moved).toEqual([{ field: 'stage', was: 64.1, now: 64.5, kept: false }]);
  });

  test('a typed value stays where both changed it, and theirs is shown', () => {
    const { form, moved } = rebase(opened, { ...opened, stage: '' }, { ...opened, stage: 64.5 });
    expect(form.stage).toBe('');
    expect(moved).toEqual([{ field: 'stage', was: 64.1, now: 64.5, kept: true }]);
  });

  test('the same change by both is nothing to talk about, nor is a newer version without a change', () => {
    expect(rebase(opened, { ...opened, stage: 64.5 }, { ...opened, stage: 64.5 }).moved).toEqual([]);
    expect(rebase(opened, { ...opened, name: 'x' }, { ...opened }).moved).toEqual([]);
  });

  test('rows are compared by what they hold', () => {
    const { form, moved } = rebase(opened, structuredClone(opened), { ...opened, rows: [{ n: 1 }, { n: 2 }] });
    expect(form.rows).toHaveLength(2);
    expect(moved.map((m) => m.field)).toEqual(['rows']);
  });
});
