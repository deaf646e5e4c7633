import { decodePart, encodePart } from '../cache/part.js';
import type { Entry } from '../cache/store.js';
import type { Configs, ResolvedConfig } from '../config/index.js';
import { discover, type Found, fileSource, readScripts } from '../input/index.js';
import type { Script } from '../model.js';
import type { Batch } from '../report/types.js';
import { type Context, debug, Failure } from './context.js';
import { type Facts, FileCheck, type Run } from './file-check.js';
import type { FindingsCache } from './findings-cache.js';
import { structure } from './linters.js';
import type { Pool } from './threads/pool.js';
import { type Task, threadsFor } from './threads/size.js';
import { WarmUp } from './warm-up.js';

/** One part of one file with its findings, or what kept a file from being checked. */
export type Checked = (Batch & { characters: number; first: boolean; config: ResolvedConfig }) | { error: unknown };

/** What the command line asks of the files it names. */
export interface Job extends Omit<Run, 'today'> {
  paths: readonly string[];
  configs: Configs;
  context: Context;
  /** whether a file (absolute path) is to be read; default all */
  wants?(file: string): boolean;
  cache?: FindingsCache;
  today?: string;
  /** undefined: as many as the work is worth */
  threads?: number;
  /** reports want the scripts themselves, not only what can be told of them afterwards */
  scripts?: boolean;
}

type Ready = Job & { today: string };

/** One file with what is known of it before it is read. */
interface Planned extends Task {
  config?: ResolvedConfig;
  /** found before, and still what it was */
  known?: Entry;
  error?: unknown;
}

/**
 * Reads and judges everything, one part at a time: nothing is held but the part at hand, and with several threads what they
 * are ahead. What comes out, and its order, does not depend on threads nor on what was found before.
 */
export async function* checkAll(given: Job): AsyncGenerator<Checked> {
  const warmUp = new WarmUp();
  try {
    yield* checkEach({ ...given, heard: (characters) => warmUp.heard(characters) }, warmUp);
  } finally {
    warmUp.end();
  }
}

async function* checkEach(given: Job, warmUp: WarmUp): AsyncGenerator<Checked> {
  const job: Ready = { ...given, today: given.today ?? new Date().toISOString().slice(0, 10) };
  const { paths, configs, context, cache, threads, wants = () => true } = job;
  const { m, io } = context;
  if (paths.length === 0) throw new Failure(m.problem.nothingToCheck, m.problem.nothingToCheckRemedy);
  const discovered = await discover(paths, {
    cwd: io.cwd,
    // A broken config ignores nothing: it is told with the files it concerns, and does not stop the others.
    ignored: (file, isFolder) => configs.ignored(file, isFolder).catch(() => false),
    forceExclude: job.options.forceExclude,
  });
  for (const error of discovered.errors) yield { error };
  const found = discovered.found.filter(({ file }) => file === undefined || wants(file));
  debug(m.check.reading(found.length), context);
  const files = new Files(job);
  // One thread looks at a file when its turn comes; for several, what there is to do is told beforehand.
  if (found.length < 2 || threads === 1) {
    for (const file of found) yield* files.one(await files.plan(file));
    cache?.save();
    return;
  }
  const planned: Planned[] = [];
  for (const file of found) planned.push(await files.plan(file));
  const tasks = planned.filter(({ known, error, file }) => !known && !error && file.file !== undefined);
  const count = threadsFor(tasks, threads);
  debug(m.check.threads(count), context);
  if (count > 1) warmUp.end();
  const pool = count > 1 ? await start(count, tasks, job) : undefined;
  try {
    for (const each of planned) yield* pool?.has(each.file) ? files.fromPool(each, pool) : files.one(each);
    for (const { stages, rules } of (await pool?.finish()) ?? []) {
      for (const [stage, ms] of stages) job.clock.add(stage, ms);
      for (const time of rules) job.times?.add(time);
    }
    cache?.save();
  } finally {
    await pool?.close();
  }
}

/** Loaded only where there is work for it. */
async function start(count: number, tasks: readonly Task[], job: Ready): Promise<Pool> {
  const { context, options, today, cache, configs, bundles, times } = job;
  const { Pool } = await import('./threads/pool.js');
  const given = {
    configs: configs.given,
    options,
    lang: context.lang,
    today,
    folder: bundles.folder,
    keep: cache !== undefined,
    timing: times !== undefined,
  };
  return new Pool(count, tasks, given, (line) => debug(line, context));
}

class Files {
  private readonly check: FileCheck;

  constructor(private readonly job: Ready) {
    this.check = new FileCheck(job);
  }

  async plan(file: Found): Promise<Planned> {
    const { configs, options, context, cache, clock } = this.job;
    try {
      const config = await configs.resolve(file.file ?? options.stdinFilename);
      if (context.debug) context.err.write(debugLine(file, config, context));
      clock.lap('config');
      const known = cache?.find(file, config);
      if (cache) clock.lap('cache');
      return { file, bytes: 0, config, known };
    } catch (error) {
      return { file, bytes: 0, error };
    }
  }

  /** What is known of the file, or else what is found by reading it here. */
  async *one(planned: Planned): AsyncGenerator<Checked> {
    const { file, config, error, known } = planned;
    if (error || !config) {
      yield { error };
      return;
    }
    const parts = known && this.decoded(known);
    if (parts) yield* this.told(file, config, known, parts);
    else yield* this.read(file, config);
  }

  private async *read(file: Found, config: ResolvedConfig): AsyncGenerator<Checked> {
    const { cache, context } = this.job;
    const notices: string[] = [];
    const parts: string[] = [];
    const facts: Facts | undefined = cache && file.file !== undefined ? { through: '' } : undefined;
    const notice = (line: string) => {
      notices.push(line);
      context.err.write(line);
    };
    try {
      let first = true;
      for await (const part of this.check.check(file, config, notice, facts)) {
        if (facts) parts.push(encodePart(part));
        yield { ...part, first, config };
        first = false;
      }
      if (facts) cache?.keep(file, config, { facts, notices, parts });
    } catch (error) {
      cache?.forget(file);
      yield { error };
    }
  }

  /** What another thread found, as it comes. */
  async *fromPool({ file, config }: Planned, pool: Pool): AsyncGenerator<Checked> {
    const { cache, context, scripts, clock } = this.job;
    if (!config) return;
    const notices: string[] = [];
    const parts: string[] = [];
    let first = true;
    const texts = scripts ? this.scriptsOf(file) : undefined;
    for await (const event of pool.of(file)) {
      clock.lap('wait');
      if ('notice' in event) {
        notices.push(event.notice);
        context.err.write(event.notice);
      } else if ('part' in event) {
        if (cache) parts.push(event.part);
        const part = decodePart(event.part);
        const script = texts && (await nextOf(texts));
        yield { path: file.path, ...part, script: script ?? part.script, first, config };
        first = false;
      } else if ('error' in event) {
        cache?.forget(file);
        yield { error: event.error };
      } else if (event.facts) cache?.keep(file, config, { facts: event.facts, notices, parts });
    }
    await texts?.return(undefined);
  }

  private async *told(
    file: Found,
    config: ResolvedConfig,
    { notices }: Entry,
    parts: ReturnType<typeof decodePart>[],
  ): AsyncGenerator<Checked> {
    const { context, scripts, clock } = this.job;
    for (const line of notices) context.err.write(line);
    const texts = scripts ? this.scriptsOf(file) : undefined;
    let first = true;
    clock.lap('cache');
    for (const part of parts) {
      const script = texts && (await nextOf(texts));
      yield { path: file.path, ...part, script: script ?? part.script, first, config };
      first = false;
    }
    await texts?.return(undefined);
  }

  /** Undefined where what was kept cannot be read after all. */
  private decoded({ parts }: Entry): ReturnType<typeof decodePart>[] | undefined {
    try {
      return parts.map((part) => decodePart(Buffer.from(part.buffer, part.byteOffset, part.length).toString('utf8')));
    } catch (error) {
      debug((error as Error).message, this.job.context);
      return undefined;
    }
  }

  /** The parts of a file that was judged elsewhere. */
  private async *scriptsOf({ file, path }: Found): AsyncGenerator<Script> {
    const { options, bundles } = this.job;
    const { as, encoding } = options;
    if (file !== undefined) yield* readScripts(fileSource(file, path), { structure: structure(bundles), as, encoding });
  }
}

/** Undefined where the file is not what it was any more. */
async function nextOf(scripts: AsyncIterator<Script>): Promise<Script | undefined> {
  try {
    const { done, value } = await scripts.next();
    return done ? undefined : value;
  } catch {
    return undefined;
  }
}

function debugLine(file: Found, { files, trade, platform }: ResolvedConfig, { m }: Context): string {
  const from = files.length > 0 ? m.check.configFrom(files.join(', ')) : m.check.noConfig;
  return `${[file.path, from, trade, platform].filter(Boolean).join('  ')}\n`;
}
