/**
 * Several threads that check files, and their findings in the order of the files. Plain worker_threads: a pool from npm comes
 * with a worker file of its own that cannot be bundled, and neither keeps results in order nor makes a thread wait that is far ahead.
 */
import { Worker } from 'node:worker_threads';
import type { Found } from '../../input/index.js';
import { builtFile } from '../../rules/bundle.js';
import { PassedError } from '../problems.js';
import { AHEAD, type Event, type Given, type Message, type Order, type Spent, weightOf } from './protocol.js';
import type { Task } from './size.js';

/** Bytes of files that a thread has before it, so that it does not wait for the next. */
const BEFORE = 256 * 1024;
/** After so many ends of threads that nobody asked for, the rest is given up. */
const MOST_CRASHES = 5;

/** What comes of one file, in order; an error in the words of the thread that met it. */
export type Told = Exclude<Event, { error: unknown }> | { error: PassedError };

interface Slot {
  task: Task;
  events: { event: Event; from: Hand | undefined }[];
  ended: boolean;
  wake?: () => void;
}

/** One thread. */
interface Hand {
  worker: Worker;
  /** numbers of files given and not ended, in order */
  given: number[];
  bytes: number;
  /** used of what it sent, and not yet told */
  used: number;
  spent?: (spent: Spent) => void;
}

export class Pool {
  private readonly slots: Slot[];
  private readonly byFile: Map<Found, Slot>;
  private readonly hands = new Set<Hand>();
  private next = 0;
  /** files of threads that ended before they came to them */
  private returned: number[] = [];
  private crashes = 0;
  private closing = false;

  constructor(
    count: number,
    tasks: readonly Task[],
    private readonly start: Given,
    private readonly debug: (line: string) => void,
    private readonly script: string = builtFile('worker.js'),
  ) {
    this.slots = tasks.map((task) => ({ task, events: [], ended: false }));
    this.byFile = new Map(this.slots.map((slot) => [slot.task.file, slot]));
    for (let i = 0; i < count; i++) this.hire();
  }

  has(file: Found): boolean {
    return this.byFile.has(file);
  }

  /** What comes of a file, up to its end. Files must be asked for in the order of the tasks: threads wait for it. */
  async *of(file: Found): AsyncGenerator<Told> {
    const slot = this.byFile.get(file);
    while (slot) {
      const sent = slot.events.shift();
      if (!sent) {
        if (slot.ended) return;
        await new Promise<void>((resolve) => {
          slot.wake = resolve;
        });
        continue;
      }
      const { event, from } = sent;
      if (from) this.use(from, weightOf(event));
      yield 'error' in event ? { error: new PassedError(event.error) } : event;
    }
  }

  /** Ends the threads and gives the time each spent. To be called when all files were told. */
  async finish(): Promise<Spent[]> {
    return Promise.all(
      [...this.hands].map(
        (hand) =>
          new Promise<Spent>((resolve) => {
            hand.spent = resolve;
            hand.worker.postMessage({ finish: true } satisfies Order);
          }),
      ),
    );
  }

  /** Ends all threads, whatever they are at. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.all([...this.hands].map(({ worker }) => worker.terminate()));
  }

  private hire(): void {
    // What Node was started with is the main thread's: a profiler or a preloaded module runs once.
    const worker = new Worker(this.script, { workerData: this.start, execArgv: [] });
    const hand: Hand = { worker, given: [], bytes: 0, used: 0 };
    this.hands.add(hand);
    let failure: Error | undefined;
    worker.on('message', (message: Message) => this.hear(hand, message));
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => this.left(hand, failure));
    this.give(hand);
  }

  private hear(hand: Hand, message: Message): void {
    if ('debug' in message) this.debug(message.debug);
    else if ('stages' in message) hand.spent?.(message);
    else {
      for (const [number, event] of message.events) {
        this.put(number, event, hand);
        if (!('end' in event)) continue;
        hand.given.shift();
        hand.bytes -= this.bytesOf(number);
      }
      this.give(hand);
    }
  }

  private put(number: number, event: Event, from?: Hand): void {
    const slot = this.slots[number] as Slot;
    slot.events.push({ event, from });
    if ('end' in event) slot.ended = true;
    slot.wake?.();
  }

  /** Files for a thread that will soon have none. */
  private give(hand: Hand): void {
    if (this.closing || hand.bytes > BEFORE / 2) return;
    const files: [number, Found][] = [];
    while (hand.bytes < BEFORE) {
      const number = this.returned.shift() ?? (this.next < this.slots.length ? this.next++ : undefined);
      if (number === undefined) break;
      files.push([number, (this.slots[number] as Slot).task.file]);
      hand.given.push(number);
      hand.bytes += this.bytesOf(number);
    }
    if (files.length > 0) hand.worker.postMessage({ files } satisfies Order);
  }

  /** An empty file is work, too. */
  private bytesOf(number: number): number {
    return (this.slots[number] as Slot).task.bytes + 1024;
  }

  private use(hand: Hand, weight: number): void {
    hand.used += weight;
    if (hand.used < AHEAD / 4) return;
    hand.worker.postMessage({ used: hand.used } satisfies Order);
    hand.used = 0;
  }

  /** A thread is gone. If nobody ended it, the file it was at is to blame, and the others go to another thread. */
  private left(hand: Hand, failure: Error | undefined): void {
    this.hands.delete(hand);
    hand.spent?.({ stages: [], rules: [] });
    if (this.closing || (failure === undefined && hand.given.length === 0)) return;
    const error = failure ?? new Error('thread ended');
    this.crashes++;
    const [culprit, ...others] = hand.given;
    if (culprit !== undefined) this.fail(culprit, error);
    this.returned = [...others, ...this.returned].sort((a, b) => a - b);
    if (this.crashes <= MOST_CRASHES) {
      if (this.returned.length > 0 || this.next < this.slots.length) this.hire();
      return;
    }
    if (this.hands.size > 0) {
      for (const other of this.hands) this.give(other);
      return;
    }
    for (const number of this.returned.splice(0)) this.fail(number, error);
    while (this.next < this.slots.length) this.fail(this.next++, error);
  }

  private fail(number: number, error: Error): void {
    const { path } = (this.slots[number] as Slot).task.file;
    const problems = [{ path, message: error.message }];
    this.put(number, { error: { problems, ...(error.stack === undefined ? {} : { stack: error.stack }) } });
    this.put(number, { end: true });
  }
}
