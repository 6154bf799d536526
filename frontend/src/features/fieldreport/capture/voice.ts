/** The longest voice note, seconds. */
export const LONGEST_SECONDS = 60;

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** Records until `stop` or a minute has passed; rejects when the person does not allow the microphone. */
export async function record(): Promise<{ stop: () => void; done: Promise<Blob> }> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24_000 });
  const parts: Blob[] = [];
  const limit = setTimeout(() => recorder.stop(), LONGEST_SECONDS * 1000);
  const done = new Promise<Blob>((resolve) => {
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      clearTimeout(limit);
      stream.getTracks().forEach((track) => track.stop());
      resolve(new Blob(parts, { type: (recorder.mimeType || 'audio/webm').split(';')[0] }));
    };
  });
  recorder.start(1000);
  return { stop: () => recorder.state !== 'inactive' && recorder.stop(), done };
}
