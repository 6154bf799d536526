import { computed, onMounted, onScopeDispose, ref, watch, type Ref } from 'vue';
import { kept } from '@/platform/kept';
import { useSpace } from '@/platform/space';
import { AlarmSound } from '@/platform/ui';
import type { Gauge } from '@/features/gauge/levels';
import { alarmsOf, firstAcknowledgements, pendingAlarms, settledBy, type Alarm, type Area } from './alarm';
import type { Incident, Report } from './summary';

/** By space: what was acknowledged in a drill is not known in the live one. */
const key = () => `anlan.wall.acknowledged.${useSpace().id}`;

function stored(): Set<string> | null {
  const keys = kept<string[] | null>(key(), null);
  return keys && new Set(keys);
}

function store(keys: Set<string>): void {
  try {
    localStorage.setItem(key(), JSON.stringify([...keys]));
  } catch {
    // without storage the acknowledgements last as long as the page
  }
}

/** Rings while something waits for an acknowledgement; the space bar or Enter acknowledges, unless a field has the focus. */
export function useAlarm(
  incidents: Ref<Incident[]>,
  reports: Ref<Report[]>,
  ready: Ref<boolean>,
  gauges: Ref<Gauge[]> = ref([]),
  areas: Ref<Area[]> = ref([]),
) {
  const sound = new AlarmSound();
  const acknowledged = ref<Set<string>>(new Set());
  const muted = ref(true);
  /** Whether what was acknowledged before this page began has been taken up. */
  let begun = false;

  const alarms = computed<Alarm[]>(() =>
    ready.value ? alarmsOf(incidents.value, reports.value, gauges.value, areas.value) : [],
  );
  const pending = computed(() => pendingAlarms(alarms.value, acknowledged.value).pending);

  watch(
    [ready, alarms],
    () => {
      if (!ready.value) return;
      const before = begun ? acknowledged.value : (stored() ?? firstAcknowledgements(alarms.value));
      begun = true;
      const { keep } = pendingAlarms(alarms.value, before);
      acknowledged.value = keep;
      store(keep);
    },
    { immediate: true },
  );

  watch(
    () => pending.value[0]?.tone ?? null,
    (tone) => (tone ? sound.start(tone) : sound.stop()),
    { immediate: true },
  );

  function acknowledge(): void {
    acknowledged.value = new Set([...acknowledged.value, ...pending.value.flatMap(settledBy)]);
    store(acknowledged.value);
  }

  async function unlock(): Promise<void> {
    await sound.unlock();
    muted.value = sound.blocked();
  }

  function onKey(event: KeyboardEvent): void {
    void unlock();
    if (!pending.value.length || (event.key !== ' ' && event.key !== 'Enter')) return;
    if ((event.target as HTMLElement | null)?.closest('input, textarea, select')) return;
    event.preventDefault();
    acknowledge();
  }
  const onPointer = () => void unlock();

  onMounted(() => {
    void unlock();
    addEventListener('keydown', onKey);
    addEventListener('pointerdown', onPointer);
  });
  onScopeDispose(() => {
    sound.stop();
    removeEventListener('keydown', onKey);
    removeEventListener('pointerdown', onPointer);
  });

  return { pending, muted, acknowledge };
}
