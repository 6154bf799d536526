/**
 * The alarm's sound, made by WebAudio: two soft falling tones, repeated until it is stopped. Browsers allow sound
 * only after a touch or key (a kiosk is started with autoplay allowed); `blocked()` tells when it would be silent.
 */
export type AlarmTone = 'notice' | 'urgent';

const PATTERN: Record<AlarmTone, { notes: number[]; everyMs: number; gain: number }> = {
  notice: { notes: [784, 588], everyMs: 6_000, gain: 0.22 },
  urgent: { notes: [988, 740, 988, 740], everyMs: 2_500, gain: 0.34 },
};

export class AlarmSound {
  private context: AudioContext | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private playing: AlarmTone | null = null;

  /** Call in a click or key handler once, so that later alarms may sound. */
  async unlock(): Promise<void> {
    if (typeof AudioContext === 'undefined') return; // silent; `blocked()` says so
    this.context ??= new AudioContext();
    if (this.context.state === 'suspended') await this.context.resume().catch(() => undefined);
  }

  blocked(): boolean {
    return this.context?.state !== 'running';
  }

  start(tone: AlarmTone): void {
    if (this.playing === tone) return;
    this.stop();
    this.playing = tone;
    void this.unlock().then(() => this.playing === tone && this.chime(tone));
    this.timer = setInterval(() => this.chime(tone), PATTERN[tone].everyMs);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.playing = null;
  }

  private chime(tone: AlarmTone): void {
    const context = this.context;
    if (!context || context.state !== 'running') return;
    const { notes, gain } = PATTERN[tone];
    notes.forEach((hertz, i) => {
      const at = context.currentTime + i * 0.26;
      const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hertz });
      const envelope = new GainNode(context, { gain: 0 });
      envelope.gain.setValueAtTime(0, at);
      envelope.gain.linearRampToValueAtTime(gain, at + 0.02);
      envelope.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
      oscillator.connect(envelope).connect(context.destination);
      oscillator.start(at);
      oscillator.stop(at + 0.55);
    });
  }
}
