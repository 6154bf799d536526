/**
 * Writes the newest state, one write at a time: a slow disk is asked less often and never ends with an older one. A write
 * that fails is told and tried again with the next change.
 */
export class Keeper {
  private running: Promise<void> | null = null;
  private stale = false;
  private stopped = false;

  constructor(
    private readonly write: () => Promise<void>,
    private readonly told: (failed: boolean) => void,
  ) {}

  changed(): void {
    if (this.stopped) return;
    this.stale = true;
    this.running ??= this.run();
  }

  /** Resolves when nothing is left to write. */
  async written(): Promise<void> {
    await this.running;
  }

  /** Writes nothing more; resolves when the last write has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.stale = false;
    await this.running;
  }

  resume(): void {
    this.stopped = false;
  }

  private async run(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      await this.write().then(
        () => this.told(false),
        () => this.told(true),
      );
    }
    this.running = null;
  }
}
