import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { useOutbox } from '@/features/fieldreport/outbox/outbox';
import { credentials, session, takeJoinCode, type Me } from '@/platform/api';
import { kept } from '@/platform/kept';

/** Who was here last, so that the page works at once and without a network. */
const KEPT = 'anlan.field.me';
/** Names of all who were ever signed in on this phone, for what they left on it. */
const NAMES = 'anlan.field.names';

/** A phone without room for it asks again the next time. */
function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

/**
 * Who is at this phone. Whoever was here last is so until the server says otherwise: only its 401 signs out, and a line
 * too weak to ask, or a server in trouble, keeps nobody from their reports.
 */
export const useWho = defineStore('who', () => {
  const outbox = useOutbox();
  const before = kept<Me | null>(KEPT, null);
  const me = shallowRef<Me | null>(null);
  const joinCode = ref<string | null>(null);
  const starting = ref(true);
  const names = ref<Record<string, string>>({
    ...kept<Record<string, string>>(NAMES, {}),
    ...(before && { [before.id]: before.displayName }),
  });
  const needsJoin = computed(() => !me.value || joinCode.value !== null);
  let isSure = false;

  /** As the server has just said. */
  function enter(who: Me): void {
    const wasOut = outbox.signedOut;
    isSure = true;
    joinCode.value = null;
    outbox.signedOut = false;
    me.value = who;
    names.value = { ...names.value, [who.id]: who.displayName };
    write(KEPT, who);
    write(NAMES, names.value);
    if (wasOut) void outbox.flushNow(true);
  }

  /** Asks who we are; what is no answer changes nothing, and a 401 reaches `onRefused`. */
  async function check(): Promise<void> {
    const who = await session.me().catch(() => null);
    if (who) enter(who);
  }

  function checkAgain(): void {
    if (me.value && (!isSure || outbox.signedOut)) void check();
  }

  async function begin(): Promise<void> {
    credentials.onRefused(() => {
      if (me.value) outbox.signedOut = true;
    });
    addEventListener('online', checkAgain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && checkAgain());
    // A code scanned while the page is open may come by the address alone.
    addEventListener('hashchange', () => (joinCode.value = takeJoinCode() ?? joinCode.value));
    joinCode.value = takeJoinCode();
    if (!joinCode.value) {
      me.value = before;
      starting.value = !before;
      await check();
    }
    starting.value = false;
  }

  return { me, names, joinCode, starting, needsJoin, begin, enter, check };
});
