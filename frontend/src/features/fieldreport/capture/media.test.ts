import { effectScope, ref, type EffectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Photo } from './image';
import { MOST, useMedia, type Media } from './media';

const small = (name: string): Photo => ({ blob: new Blob([name], { type: 'image/jpeg' }), position: null });
const file = (name: string) => new File([name], name, { type: 'image/jpeg' });
const texts = (blobs: Blob[]) => Promise.all(blobs.map((blob) => blob.text()));

let scope: EffectScope;
let media = ref<Blob[]>([]);
let gathered: Media;
const shrink = vi.fn<(file: File) => Promise<Photo>>();
const record = vi.fn<() => Promise<{ stop: () => void; done: Promise<Blob> }>>();
const located = vi.fn();

function deferred<T>() {
  let resolve!: (value: T) => void;
  return { promise: new Promise<T>((done) => (resolve = done)), resolve: (value: T) => resolve(value) };
}

/** A recorder whose note is whole some time after it was told to stop, as the browser's. */
function recorder(text = 'voice') {
  const { promise: done, resolve } = deferred<Blob>();
  const stop = vi.fn(() => void Promise.resolve().then(() => resolve(new Blob(text ? [text] : []))));
  return { stop, done };
}

beforeEach(() => {
  vi.resetAllMocks();
  shrink.mockImplementation(async (one) => small(one.name));
  media = ref<Blob[]>([]);
  scope = effectScope();
  gathered = scope.run(() => useMedia(media, located, { shrink, record }))!;
});
afterEach(() => scope.stop());

describe('photos and voice notes of a report', () => {
  it('a note that is still recorded is in the report after settling', async () => {
    const { stop, done } = recorder();
    record.mockResolvedValue({ stop, done });
    await gathered.voice();
    expect(gathered.recording).not.toBeNull();
    expect(media.value).toEqual([]);
    await gathered.settle();
    expect(stop).toHaveBeenCalledOnce();
    expect(await texts(media.value)).toEqual(['voice']);
    expect(gathered.recording).toBeNull();
  });

  it('photos that are still made small are in the report after settling, in their order', async () => {
    const first = deferred<Photo>();
    shrink.mockImplementationOnce(() => first.promise);
    gathered.add([file('a'), file('b')]);
    expect(gathered.preparing).toBe(2);
    const settled = gathered.settle();
    first.resolve(small('a'));
    await settled;
    expect(await texts(media.value)).toEqual(['a', 'b']);
    expect(gathered.preparing).toBe(0);
  });

  it('both at once are waited for when the view that showed them is gone', async () => {
    record.mockResolvedValue(recorder());
    gathered.add([file('a')]);
    await gathered.voice();
    scope.stop();
    await gathered.settle();
    expect((await texts(media.value)).sort()).toEqual(['a', 'voice']);
  });

  it('a microphone that is allowed too late does not start', async () => {
    const allowed = deferred<ReturnType<typeof recorder>>();
    record.mockReturnValue(allowed.promise);
    const asked = gathered.voice();
    await gathered.settle();
    const late = recorder();
    allowed.resolve(late);
    await asked;
    expect(late.stop).toHaveBeenCalledOnce();
    expect(gathered.recording).toBeNull();
    expect(gathered.denied).toBe(false);
  });

  it('a second tap ends the note instead of starting another, and an empty note is none', async () => {
    const { stop, done } = recorder('');
    record.mockResolvedValue({ stop, done });
    await gathered.voice();
    await gathered.voice();
    await gathered.settle();
    expect(record).toHaveBeenCalledOnce();
    expect(media.value).toEqual([]);
  });

  it('says that the microphone is denied', async () => {
    record.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await gathered.voice();
    expect(gathered.denied).toBe(true);
  });

  it('a photo that cannot be made small goes as it is', async () => {
    shrink.mockRejectedValue(new Error('no canvas'));
    gathered.add([file('whole')]);
    await gathered.settle();
    expect(await texts(media.value)).toEqual(['whole']);
  });

  it('those under way count among the nine', async () => {
    gathered.add(Array.from({ length: 6 }, (_, n) => file(`${n}`)));
    gathered.add(Array.from({ length: 6 }, (_, n) => file(`${n + 6}`)));
    expect(gathered.full).toBe(true);
    await gathered.settle();
    expect(media.value).toHaveLength(MOST);
    gathered.remove(0);
    expect(gathered.full).toBe(false);
  });

  it('tells where a photo was taken', async () => {
    shrink.mockResolvedValue({ ...small('a'), position: [114.3, 35.5] });
    gathered.add([file('a')]);
    await gathered.settle();
    expect(located).toHaveBeenCalledWith([114.3, 35.5]);
  });
});
