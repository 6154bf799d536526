/**
 * Who goes first on a line that is too weak for all: what may wait asks for `free` before each request, and work that
 * must not wait for it runs within `first`. Requests that are under way are not cut off, so those that wait are small.
 */
export class Line {
  private ahead = 0;
  private waiting: (() => void)[] = [];

  async first<T>(work: () => Promise<T>): Promise<T> {
    this.ahead++;
    try {
      return await work();
    } finally {
      if (--this.ahead === 0) this.waiting.splice(0).forEach((go) => go());
    }
  }

  /** Resolves when nothing goes first. */
  async free(): Promise<void> {
    while (this.ahead) await new Promise<void>((go) => this.waiting.push(go));
  }
}

export const line = new Line();
