import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue';
import type { Gauge } from './levels';
import type { GaugeState } from './types';
import { useFixedGauge } from './useFixedGauge';

const gauge = (code: string, state: GaugeState) =>
  ({ id: code, properties: { code, state, inCounty: true } }) as unknown as Gauge;

let scope: EffectScope;
const all = shallowRef<Gauge[]>([]);
const id = ref('');
const open = () => scope.run(() => useFixedGauge(all, id))!;

beforeEach(() => {
  scope = effectScope();
  all.value = [gauge('a', 'normal'), gauge('b', 'above-warning')];
  id.value = '';
});
afterEach(() => scope.stop());

describe('the gauge of the form', () => {
  it('is the most urgent one at first, and stays itself when another becomes that', async () => {
    const chosen = open();
    expect(chosen.value?.id).toBe('b');
    all.value = [gauge('a', 'above-record'), gauge('b', 'above-warning')];
    await nextTick();
    expect(chosen.value?.id).toBe('b');
  });

  it('is the one that was chosen before, and the most urgent one only when that is unknown', () => {
    id.value = 'a';
    expect(open().value?.id).toBe('a');
    id.value = 'a team';
    expect(open().value?.id).toBe('b');
  });

  it('is chosen when the first gauges come', async () => {
    const later = all.value;
    all.value = [];
    const chosen = open();
    expect(chosen.value).toBeUndefined();
    all.value = later;
    await nextTick();
    expect(chosen.value?.id).toBe('b');
  });

  it('is none when it is removed, rather than another', async () => {
    const chosen = open();
    all.value = [gauge('a', 'normal')];
    await nextTick();
    expect(chosen.value).toBeUndefined();
  });
});
