import type { Writable } from 'node:stream';

/** UTF-16 code units: half of what V8 makes in memory that it used before, rather than ask for new. */
const CHUNK = 32 * 1024;

/** The reader went away (`koubo … | head`). Not an error: main ends quietly. */
export class ClosedPipe extends Error {}

/**
 * Collects text and writes it in chunks. `write` gives a promise only when a full chunk went out and the reader is
 * slow, so that millions of small lines cost no awaits and a slow reader never makes memory grow.
 */
export class Output {
  private pending = '';
  private failure: Error | undefined;
  private opened: Writable | undefined;

  /** @param open gives the stream; asked once, when there is something to write */
  constructor(private readonly open: () => Writable) {}

  private get stream(): Writable {
    this.opened ??= this.open().on('error', this.onError);
    return this.opened;
  }

  private readonly onError = (error: NodeJS.ErrnoException) => {
    this.failure = error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' ? new ClosedPipe() : error;
  };

  write(text: string): Promise<void> | undefined {
    if (this.failure) throw this.failure;
    this.pending += text;
    return this.pending.length < CHUNK ? undefined : this.flush();
  }

  /** Hands everything over and waits until the stream has room again. */
  flush(): Promise<void> | undefined {
    if (this.failure) throw this.failure;
    if (this.pending === '') return undefined;
    const text = this.pending;
    this.pending = '';
    if (this.stream.write(text)) return undefined;
    return new Promise((resolve, reject) => {
      const done = () => {
        this.stream.off('drain', done);
        this.stream.off('error', done);
        this.stream.off('close', done);
        if (this.failure) reject(this.failure);
        else if (this.stream.destroyed) reject(new ClosedPipe());
        else resolve();
      };
      this.stream.on('drain', done);
      this.stream.on('error', done);
      this.stream.on('close', done);
    });
  }

  /** Flushes and resolves when the last byte is with the system. */
  async end(): Promise<void> {
    await this.flush();
    if (!this.opened) return;
    await new Promise<void>((resolve) => this.stream.write('', () => resolve()));
    if (this.failure) throw this.failure;
  }

  release(): void {
    // The handler stays a moment longer than the program: a late EPIPE must not become an uncaught error.
    const { opened } = this;
    if (opened) setImmediate(() => opened.off('error', this.onError));
  }
}
