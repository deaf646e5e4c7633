import { resolve } from 'node:path';
import { ConfigErrors, type Configs, type ResolvedConfig } from '../config/index.js';
import { unknownNames } from '../config/names.js';
import { discover, type Found, fileSource, readScripts, type Source, Structure, streamSource } from '../input/index.js';
import { byPlace } from '../judge/merge.js';
import { guessTrade } from '../judge/trade.js';
import { createLinter, type Linter, type LinterOptions } from '../lint.js';
import type { Finding, Script, ScriptMeta } from '../model.js';
import type { Batch } from '../report/types.js';
import { loadBundle } from '../rules/bundle.js';
import type { CheckOptions } from './check.js';
import type { Clock } from './clock.js';
import { type Context, Failure } from './context.js';
import { AUTO, type Bundles, knownNames, linterOptions } from './engine.js';

/** One part of one file with its findings, or what kept a file from being checked. */
export type Checked = (Batch & { characters: number; first: boolean; config: ResolvedConfig }) | { error: unknown };

/** What the command line asks of the files it names. */
export interface Job {
  paths: readonly string[];
  options: CheckOptions;
  configs: Configs;
  bundles: Bundles;
  clock: Clock;
  context: Context;
  /** whether a file (absolute path) is to be read; default all */
  wants?(file: string): boolean;
}

/** Reads and judges everything, one part at a time: nothing is held but the part at hand. */
export async function* checkAll(job: Job): AsyncGenerator<Checked> {
  const { paths, configs, context } = job;
  const { m, io } = context;
  if (paths.length === 0) throw new Failure(m.problem.nothingToCheck, m.problem.nothingToCheckRemedy);
  const { found, errors } = await discover(paths, {
    cwd: io.cwd,
    ignored: (file, isFolder) => configs.ignored(file, isFolder),
  });
  for (const error of errors) yield { error };
  const { wants = () => true } = job;
  if (context.debug) context.err.write(`${m.check.reading(found.length)}\n`);
  const linters = new Linters(job);
  for (const file of found) {
    if (file.file !== undefined && !wants(file.file)) continue;
    try {
      yield* checkFile(file, linters, job);
    } catch (error) {
      yield { error };
    }
  }
}

/** One linter for all files whose settings are the same. */
export class Linters {
  private readonly known = new Map<string, Linter>();

  constructor(private readonly job: Pick<Job, 'options' | 'bundles' | 'context'>) {}

  /** `meta`: what the script says of itself; its brands count as the config's do. */
  async for(config: ResolvedConfig, meta: ScriptMeta, more: Partial<LinterOptions> = {}): Promise<Linter> {
    const { options, bundles, context } = this.job;
    const ownBrands = [...config.ownBrands, ...(meta.ownBrands ?? [])];
    const competitors = [...config.competitors, ...(meta.competitors ?? [])];
    const bundle = await bundles.for({ ...config, ownBrands, competitors });
    const { bundle: changed, ...asked } = linterOptions(config, options, bundle, context);
    const wanted = { ...asked, ...more };
    const key = JSON.stringify([wanted, changed ? [config.lists, ownBrands, competitors, config.packs] : '']);
    let linter = this.known.get(key);
    if (!linter) {
      // Once for each kind of settings, before anything is judged by them.
      const unknown = unknownNames(config, knownNames(bundle.program));
      if (unknown.length > 0) throw new ConfigErrors(unknown);
      linter = createLinter(changed ? { ...wanted, bundle: changed } : wanted);
      this.known.set(key, linter);
    }
    return linter;
  }
}

async function* checkFile(file: Found, linters: Linters, job: Job): AsyncGenerator<Checked> {
  const { options, configs, clock, context } = job;
  const config = await configs.resolve(file.file ?? options.stdinFilename);
  if (context.debug) context.err.write(debugLine(file, config, context));
  clock.lap('config');
  const { as, encoding } = options;
  const source = sourceOf(file, options, context);
  let session: ReturnType<Linter['open']> | undefined;
  let last: Script | undefined;
  for await (const script of readScripts(source, { structure: structure(), as, encoding })) {
    clock.lap('read');
    session ??= (await linters.for(config, script.meta)).open(
      told(metaOf(script.meta, options), script, config, context),
    );
    clock.lap('rules');
    let findings = session.feed(script);
    if (script.part.last) findings = together(findings, session.end());
    clock.lap('check');
    yield { path: script.path, script, findings, characters: script.text.length, first: last === undefined, config };
    last = script;
  }
  // A reader that never said which part was the last one still gets its whole-script rules judged.
  if (session && last && !last.part.last) {
    yield { path: last.path, script: last, findings: session.end(), characters: 0, first: false, config };
  }
}

/** Characters by which a trade is guessed: the first products of a script tell as much as the last. */
const GUESS_BY = 40_000;

/** `auto` becomes a trade, and says so: which law applies must not be guessed in silence. */
export function told(meta: ScriptMeta, script: Script, config: ResolvedConfig, { m, err, lang }: Context): ScriptMeta {
  if ((meta.trade ?? config.trade) !== AUTO) return meta;
  const { trade: _, ...rest } = meta;
  const guess = guessTrade(script.text.slice(0, GUESS_BY), loadBundle().trades);
  if (!guess) {
    err.write(m.check.noTrade(script.path));
    return rest;
  }
  err.write(m.check.guessedTrade(script.path, lang === 'en' ? guess.titleEn : guess.title, guess.words));
  return { ...rest, trade: guess.trade };
}

function debugLine(file: Found, { files, trade, platform }: ResolvedConfig, { m }: Context): string {
  const from = files.length > 0 ? m.check.configFrom(files.join(', ')) : m.check.noConfig;
  return `${[file.path, from, trade, platform].filter(Boolean).join('  ')}\n`;
}

const together = (now: Finding[], late: Finding[]): Finding[] =>
  late.length === 0 ? now : [...now, ...late].sort(byPlace);

function sourceOf(file: Found, options: CheckOptions, { io }: Context): Source {
  if (file.file !== undefined) return fileSource(file.file, file.path);
  const { stdinFilename } = options;
  return streamSource(
    io.stdin,
    stdinFilename ?? file.path,
    stdinFilename === undefined ? '-' : resolve(io.cwd, stdinFilename),
  );
}

let words: Structure | undefined;
export function structure(): Structure {
  words ??= new Structure(loadBundle().structure);
  return words;
}

/** A file's own word on its trade and platform counts more than the config's, the command line's most of all. */
export function metaOf(meta: ScriptMeta, { trade, platform }: CheckOptions): ScriptMeta {
  return { ...meta, ...(trade === undefined ? {} : { trade }), ...(platform === undefined ? {} : { platform }) };
}
