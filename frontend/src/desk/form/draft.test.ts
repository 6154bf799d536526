// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useSpace } from '@/platform/space';
import { useDraft } from './draft';

vi.mock('@/platform/space');
const inSpace = (id: string) => vi.mocked(useSpace).mockReturnValue({ id, isDrill: id !== 'live' });
const open = () => useDraft('call', () => ({ name: '', text: '' }));

beforeEach(() => {
  sessionStorage.clear();
  inSpace('live');
});

describe('what was typed into a form', () => {
  test('is there when it is opened again, until it is cleared', () => {
    const { form, clear } = open();
    form.name = '彭村值守点';
    expect(open().form).toEqual({ name: '彭村值守点', text: '' });
    clear();
    expect(open().form).toEqual({ name: '', text: '' });
  });

  test('stays in its space', () => {
    inSpace('drill-a');
    open().form.text = '穿堤涵洞漏水';
    inSpace('live');
    expect(open().form.text).toBe('');
  });
});
