import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { collection, line, space as spaceApi } from '@/platform/api';
import { kept } from '@/platform/kept';
import { nameIn, useSpace } from '@/platform/space';
import { fixOf, nextParts, queued, verdict, type Fix } from './fixes';

interface SharedTeam {
  id: string;
  name: string;
}

const SEND_MS = 5_000;
/** A part of the track over a line of one bar. */
const PART_MS = 60_000;
const TELL_AGAIN_MS = 15_000;
const KEPT = (space: string) => nameIn(space, 'anlan.sharing', '.');
const STOPS = (space: string) => `${KEPT(space)}.stops`;

/** Shares this phone's position as a team's, from the person's yes until the person's no. */
export const useSharing = defineStore('sharing', () => {
  const { id } = useSpace();
  const team = ref<SharedTeam | null>(null);
  const sent = ref(0);
  const problem = ref<'' | 'denied' | 'offline' | 'refused' | 'ended'>('');
  /** Teams whose sharing has ended here while the server does not know yet. */
  const stops = shallowRef<SharedTeam[]>(kept<SharedTeam[]>(STOPS(id), []));
  let waiting: Fix[] = [];
  let sending = false;
  let watching: number | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let tellTimer: ReturnType<typeof setTimeout> | undefined;
  /** Yes and no of one phone reach the server in their order. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function begin(chosen: SharedTeam): Promise<void> {
    return inTurn(async () => {
      await collection(id, 'teams').command(chosen.id, 'share');
      keepStops(stops.value.filter((one) => one.id !== chosen.id));
      localStorage.setItem(KEPT(id), JSON.stringify(chosen));
      watch(chosen);
    });
  }

  /** After a reload: goes on only while the server still knows of the consent, and tells it what it does not know yet. */
  async function resume(me: string): Promise<void> {
    void tellStops();
    const before = kept<SharedTeam | null>(KEPT(id), null);
    if (!before || team.value) return;
    try {
      const found = await collection(id, 'teams').get(before.id);
      if (found.properties.sharedBy.some((sharer) => sharer.id === me)) watch(before);
      else localStorage.removeItem(KEPT(id));
    } catch (cause) {
      if (verdict(cause) === 'later') watch(before);
    }
  }

  function watch(chosen: SharedTeam): void {
    team.value = chosen;
    problem.value = '';
    watching = navigator.geolocation.watchPosition(
      (position) => (waiting = queued(waiting, fixOf(position))),
      () => (problem.value = 'denied'),
      { enableHighAccuracy: true, maximumAge: 2_000 },
    );
    timer = setInterval(() => void send(), SEND_MS);
  }

  /** One request at a time, and none while reports' texts are on their way. */
  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      while (team.value && waiting.length) {
        for (const part of nextParts(waiting)) await sendPart(part);
      }
    } catch (cause) {
      problem.value = verdict(cause) === 'ended' ? 'ended' : 'offline';
      if (problem.value === 'ended') end();
    } finally {
      sending = false;
    }
  }

  async function sendPart(part: Fix[]): Promise<void> {
    await line.free();
    const chosen = team.value;
    if (!chosen) return;
    const rows = part.map((fix) => ({ team: chosen.id, ...fix }));
    try {
      const receipt = await spaceApi.report(id, 'positions', rows, { timeoutMs: PART_MS });
      sent.value += receipt.accepted;
      problem.value = '';
    } catch (cause) {
      if (verdict(cause) !== 'refused') throw cause;
      problem.value = 'refused';
    }
    waiting = waiting.filter((fix) => !part.includes(fix));
  }

  /** Takes the consent back: here at once, nothing that still waits is sent; at the server as soon as it is reached. */
  function end(): void {
    const chosen = team.value;
    if (watching !== null) navigator.geolocation.clearWatch(watching);
    if (timer) clearInterval(timer);
    watching = timer = null;
    waiting = [];
    team.value = null;
    localStorage.removeItem(KEPT(id));
    if (!chosen) return;
    keepStops([...stops.value.filter((one) => one.id !== chosen.id), chosen]);
    void tellStops();
  }

  function keepStops(next: SharedTeam[]): void {
    stops.value = next;
    if (next.length) localStorage.setItem(STOPS(id), JSON.stringify(next));
    else localStorage.removeItem(STOPS(id));
  }

  function tellStops(): Promise<void> {
    clearTimeout(tellTimer);
    return inTurn(async () => {
      for (const one of stops.value) {
        try {
          await collection(id, 'teams').command(one.id, 'unshare');
        } catch (cause) {
          // Refused for good means that there is nothing left to take back.
          if (verdict(cause) === 'later') return tellLater();
        }
        keepStops(stops.value.filter((other) => other.id !== one.id));
      }
    });
  }

  function tellLater(): void {
    clearTimeout(tellTimer);
    tellTimer = setTimeout(() => void tellStops(), TELL_AGAIN_MS);
  }

  addEventListener('online', () => stops.value.length && void tellStops());

  return { team, sent, problem, stops, begin, resume, end };
});
