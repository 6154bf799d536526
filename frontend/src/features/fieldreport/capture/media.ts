import { computed, onScopeDispose, reactive, ref, shallowRef, type Ref } from 'vue';
import { shrink, type Photo } from './image';
import { LONGEST_SECONDS, record } from './voice';

/** Photos and voice notes of one report. */
export const MOST = 9;

interface Tools {
  shrink: (file: File) => Promise<Photo>;
  record: () => Promise<{ stop: () => void; done: Promise<Blob> }>;
}

export type Media = ReturnType<typeof useMedia>;

/**
 * Gathers photos and voice notes into `media`. What is still being recorded or made small belongs to the report already:
 * `settle` waits for it, also when the view that showed it is gone.
 */
export function useMedia(
  media: Ref<Blob[]>,
  located: (at: [number, number]) => void = () => undefined,
  tools: Tools = { shrink, record },
) {
  const preparing = ref(0);
  const recording = shallowRef<{ stop: () => void } | null>(null);
  const seconds = ref(0);
  const denied = ref(false);
  const full = computed(() => media.value.length + preparing.value + (recording.value ? 1 : 0) >= MOST);
  const work = new Set<Promise<void>>();
  let photos = Promise.resolve();
  /** A microphone that is allowed only after the report was settled must not start. */
  let asking: object | null = null;

  function track(task: Promise<void>): void {
    work.add(task);
    void task.finally(() => work.delete(task));
  }

  async function prepare(file: File): Promise<void> {
    // A photo that cannot be made small goes as it is; the server decides about it.
    const photo = await tools.shrink(file).catch(() => ({ blob: file, position: null }));
    media.value = [...media.value, photo.blob];
    preparing.value--;
    if (photo.position) located(photo.position);
  }

  /** One after the other: a cheap phone has no memory for several at once. */
  function add(files: File[]): void {
    for (const file of files.slice(0, MOST - media.value.length - preparing.value)) {
      preparing.value++;
      photos = photos.then(() => prepare(file));
      track(photos);
    }
  }

  /** Starts a voice note, or ends the one that is being recorded. */
  async function voice(): Promise<void> {
    if (recording.value) return recording.value.stop();
    if (asking) return;
    denied.value = false;
    const mine = (asking = {});
    const started = await tools.record().catch(() => null);
    const wanted = asking === mine;
    if (wanted) asking = null;
    if (!wanted) started?.stop();
    else if (started) track(keep(started));
    else denied.value = true;
  }

  async function keep({ stop, done }: { stop: () => void; done: Promise<Blob> }): Promise<void> {
    recording.value = { stop };
    seconds.value = LONGEST_SECONDS;
    const timer = setInterval(() => seconds.value--, 1_000);
    const blob = await done.catch(() => null);
    clearInterval(timer);
    if (blob?.size) media.value = [...media.value, blob];
    recording.value = null;
  }

  function remove(index: number): void {
    media.value = media.value.filter((_, n) => n !== index);
  }

  /** Ends the recording and resolves when everything is in `media`. */
  async function settle(): Promise<void> {
    asking = null;
    recording.value?.stop();
    while (work.size) await Promise.all(work);
  }
  onScopeDispose(() => void settle());

  return reactive({ blobs: media, preparing, recording, seconds, denied, full, add, voice, remove, settle });
}
