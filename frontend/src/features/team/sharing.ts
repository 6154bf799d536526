import { defineStore } from 'pinia';
import { ref } from 'vue';
import { ApiProblem, collection, space as spaceApi } from '@/platform/api';
import { liveNow } from '@/platform/clock';
import { LIVE, useSpace } from '@/platform/space';

/** A position of this phone on its way to the server. */
export interface Fix {
  lon: number;
  lat: number;
  time: string;
  accuracyMetres: number;
  speedMetresPerSecond?: number;
  headingDegrees?: number;
}

/** Half an hour at one a second; without a network the oldest go first. */
export const MOST_WAITING = 1_800;
const SEND_MS = 5_000;
const KEPT = (space: string) => (space === LIVE ? 'anlan.sharing' : `anlan.sharing.${space}`);

/** The queue with one more fix: never more than it may hold, and no two of one second. */
export function queued(waiting: Fix[], fix: Fix, most = MOST_WAITING): Fix[] {
  const same = waiting.at(-1)?.time.slice(0, 19) === fix.time.slice(0, 19);
  return [...(same ? waiting.slice(0, -1) : waiting), fix].slice(-most);
}

/** Dated in the time of the space. */
export function fixOf(position: GeolocationPosition): Fix {
  const { longitude, latitude, accuracy, speed, heading } = position.coords;
  return {
    lon: longitude,
    lat: latitude,
    time: new Date(liveNow() - Math.max(0, Date.now() - position.timestamp)).toISOString(),
    accuracyMetres: Math.round(accuracy),
    ...(speed !== null && speed >= 0 && { speedMetresPerSecond: speed }),
    ...(heading !== null && heading >= 0 && { headingDegrees: heading }),
  };
}

/** Shares this phone's position as a team's, from the person's yes until the person's no. */
export const useSharing = defineStore('sharing', () => {
  const { id } = useSpace();
  const team = ref<{ id: string; name: string } | null>(null);
  const sent = ref(0);
  const problem = ref<'' | 'denied' | 'offline' | 'ended'>('');
  let waiting: Fix[] = [];
  let watching: number | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  async function begin(chosen: { id: string; name: string }): Promise<void> {
    await collection(id, 'teams').command(chosen.id, 'share');
    localStorage.setItem(KEPT(id), JSON.stringify(chosen));
    watch(chosen);
  }

  /** After a reload: goes on only while the server still knows of the consent. */
  async function resume(me: string): Promise<void> {
    const kept = JSON.parse(localStorage.getItem(KEPT(id)) ?? 'null') as { id: string; name: string } | null;
    if (!kept || team.value) return;
    try {
      const found = await collection(id, 'teams').get(kept.id);
      if (found.properties.sharedBy.some((sharer) => sharer.id === me)) watch(kept);
      else localStorage.removeItem(KEPT(id));
    } catch (cause) {
      if (cause instanceof ApiProblem && cause.transient) watch(kept);
    }
  }

  function watch(chosen: { id: string; name: string }): void {
    team.value = chosen;
    problem.value = '';
    watching = navigator.geolocation.watchPosition(
      (position) => (waiting = queued(waiting, fixOf(position))),
      () => (problem.value = 'denied'),
      { enableHighAccuracy: true, maximumAge: 2_000 },
    );
    timer = setInterval(() => void send(), SEND_MS);
  }

  async function send(): Promise<void> {
    const batch = waiting;
    if (!team.value || !batch.length) return;
    try {
      const rows = batch.map((fix) => ({ team: team.value!.id, ...fix }));
      const receipt = await spaceApi.report(id, 'positions', rows);
      waiting = waiting.filter((fix) => !batch.includes(fix));
      sent.value += receipt.accepted;
      problem.value = '';
    } catch (cause) {
      if (cause instanceof ApiProblem && !cause.transient) {
        await end().catch(() => undefined);
        problem.value = 'ended';
      } else problem.value = 'offline';
    }
  }

  /** Takes the consent back: nothing that still waits is sent. */
  async function end(): Promise<void> {
    const chosen = team.value;
    if (watching !== null) navigator.geolocation.clearWatch(watching);
    if (timer) clearInterval(timer);
    watching = timer = null;
    waiting = [];
    team.value = null;
    localStorage.removeItem(KEPT(id));
    if (chosen) await collection(id, 'teams').command(chosen.id, 'unshare');
  }

  return { team, sent, problem, begin, resume, end };
});
