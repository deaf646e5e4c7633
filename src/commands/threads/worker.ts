/** A thread that checks the files it is given, in their order, and waits when it is too far ahead of the report. */
import { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import { encodePart } from '../../cache/part.js';
import { Configs } from '../../config/index.js';
import type { Found } from '../../input/index.js';
import { RuleTimes } from '../../judge/rule-times.js';
import { messagesFor } from '../../messages/index.js';
import { Clock } from '../clock.js';
import { Bundles } from '../engine.js';
import { type Facts, FileCheck } from '../file-check.js';
import { isForeseen, problemsOf } from '../problems.js';
import { AHEAD, type Event, type Given, type Message, type Order, type Passed, weightOf } from './protocol.js';

export async function work(port: MessagePort, given: Given): Promise<void> {
  const { configs: configsOptions, options, lang, today, folder, keep, timing } = given;
  const m = messagesFor(lang);
  const clock = new Clock();
  const say = (message: Message) => port.postMessage(message);
  const configs = new Configs(configsOptions);
  const context = { m, lang, io: { cwd: configsOptions.cwd, stdin: Readable.from([]) } };
  const bundles = new Bundles(folder, (debug) => say({ debug }));
  const times = timing ? new RuleTimes() : undefined;
  const check = new FileCheck({ options, bundles, clock, context, today, times });
  const orders = new Orders(port);
  const sender = new Sender(say, orders);

  const passed = (error: unknown): Passed => ({
    problems: problemsOf(error, lang, m),
    ...(isForeseen(error) ? {} : { stack: (error as Error)?.stack }),
  });
  const one = async (number: number, file: Found): Promise<Facts | undefined> => {
    const facts: Facts | undefined = keep ? { through: '' } : undefined;
    const notices: string[] = [];
    try {
      const config = await configs.resolve(file.file);
      clock.lap('config');
      for await (const part of check.check(file, config, (line) => notices.push(line), facts)) {
        for (const notice of notices.splice(0)) await sender.send(number, { notice });
        await sender.send(number, { part: encodePart(part) });
        clock.lap('send');
      }
      return facts;
    } catch (error) {
      for (const notice of notices) await sender.send(number, { notice });
      await sender.send(number, { error: passed(error) });
      return undefined;
    }
  };

  for await (const [number, file] of orders.files()) {
    clock.lap('wait');
    const facts = await one(number, file);
    await sender.send(number, facts ? { end: true, facts } : { end: true });
    if (orders.idle) sender.flush();
  }
  sender.flush();
  say({ stages: clock.stages().filter(([stage]) => stage !== 'wait'), rules: times?.list() ?? [] });
  port.close();
}

/** Files to check, and what was used of what was sent. */
class Orders {
  private readonly queue: [number, Found][] = [];
  private finished = false;
  private wake: (() => void) | undefined;
  private used = 0;

  constructor(port: MessagePort) {
    port.on('message', (order: Order) => {
      if ('files' in order) this.queue.push(...order.files);
      else if ('used' in order) this.used += order.used;
      else this.finished = true;
      this.wake?.();
    });
  }

  get idle(): boolean {
    return this.queue.length === 0;
  }

  async *files(): AsyncGenerator<[number, Found]> {
    for (;;) {
      const next = this.queue.shift();
      if (next) yield next;
      else if (this.finished) return;
      else await this.news();
    }
  }

  takeUsed(): number {
    const { used } = this;
    this.used = 0;
    return used;
  }

  news(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}

/** Sends several events at once: each message costs. */
class Sender {
  private events: [number, Event][] = [];
  private weight = 0;
  private ahead = 0;

  constructor(
    private readonly say: (message: Message) => void,
    private readonly orders: Orders,
  ) {}

  /** Resolves when there is room for more. */
  async send(number: number, event: Event): Promise<void> {
    this.events.push([number, event]);
    this.weight += weightOf(event);
    if (this.weight < AHEAD / 32) return;
    this.flush();
    this.ahead -= this.orders.takeUsed();
    while (this.ahead > AHEAD) {
      await this.orders.news();
      this.ahead -= this.orders.takeUsed();
    }
  }

  flush(): void {
    if (this.events.length === 0) return;
    this.ahead += this.weight;
    this.say({ events: this.events });
    this.events = [];
    this.weight = 0;
  }
}
