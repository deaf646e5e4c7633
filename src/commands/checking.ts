import { resolve } from 'node:path';
import type { Found } from '../input/index.js';
import { discover, fileSource, readScripts, Structure, streamSource } from '../input/index.js';
import type { ReadOptions } from '../input/reader.js';
import type { Source } from '../input/source.js';
import { byPlace } from '../judge/merge.js';
import { createLinter, type Linter, type LinterOptions } from '../lint.js';
import type { Finding, Script, ScriptMeta } from '../model.js';
import type { Batch } from '../report/types.js';
import { loadBundle } from '../rules/bundle.js';
import type { CheckOptions } from './check.js';
import { type Context, Failure } from './context.js';

/** One part of one file with its findings, or what kept a file from being read. */
export type Checked = (Batch & { characters: number; first: boolean }) | { error: unknown };

const STDIN_NAME = '-';

/** Reads and judges everything, one part at a time: nothing is held but the part at hand. */
export async function* checkAll(
  paths: readonly string[],
  options: CheckOptions,
  context: Context,
): AsyncGenerator<Checked> {
  const { m, io } = context;
  if (paths.length === 0) throw new Failure(m.problem.nothingToCheck, m.problem.nothingToCheckRemedy);
  const { found, errors } = await discover(paths, { cwd: io.cwd });
  for (const error of errors) yield { error };
  const linter = createLinter(linterOptions(options, context));
  for (const file of found) {
    try {
      yield* checkFile(file, linter, options, context);
    } catch (error) {
      yield { error };
    }
  }
}

async function* checkFile(
  file: Found,
  linter: Linter,
  options: CheckOptions,
  context: Context,
): AsyncGenerator<Checked> {
  const open: Partial<ReadOptions> & { as?: string } = { structure: structure() };
  if (options.encoding !== undefined) open.encoding = options.encoding;
  if (options.as !== undefined) open.as = options.as;
  let session: ReturnType<Linter['open']> | undefined;
  let first = true;
  let last: Script | undefined;
  for await (const script of readScripts(sourceOf(file, options, context), open)) {
    session ??= linter.open(metaOf(script.meta, options));
    let findings = session.feed(script);
    if (script.part.last) findings = together(findings, session.end());
    yield { path: script.path, script, findings, characters: script.text.length, first };
    first = false;
    last = script;
  }
  // A reader that never said which part was the last one still gets its whole-script rules judged.
  if (session && last && !last.part.last) {
    yield { path: last.path, script: last, findings: session.end(), characters: 0, first };
  }
}

const together = (now: Finding[], late: Finding[]): Finding[] =>
  late.length === 0 ? now : [...now, ...late].sort(byPlace);

function sourceOf(file: Found, options: CheckOptions, { io }: Context): Source {
  if (file.file !== undefined) return fileSource(file.file, file.path);
  const name = options.stdinFilename ?? STDIN_NAME;
  return streamSource(io.stdin, options.stdinFilename ?? file.path, resolve(io.cwd, name));
}

let words: Structure | undefined;
function structure(): Structure {
  const bundle = loadBundle() as ReturnType<typeof loadBundle> & {
    structure?: ConstructorParameters<typeof Structure>[0];
  };
  words ??= new Structure(bundle.structure ?? {});
  return words;
}

/** What was said on the command line wins over what the file says of itself. */
function metaOf(meta: ScriptMeta, options: CheckOptions): ScriptMeta {
  return {
    ...meta,
    ...(options.trade === undefined ? {} : { trade: options.trade }),
    ...(options.platform === undefined ? {} : { platform: options.platform }),
    ownBrands: [...(meta.ownBrands ?? []), ...(options.ownBrand ?? [])],
    competitors: [...(meta.competitors ?? []), ...(options.competitor ?? [])],
  };
}

function linterOptions(options: CheckOptions, { lang }: Context): LinterOptions {
  return {
    packs: options.pack ?? [],
    rules: options.rule ?? [],
    off: options.off ?? [],
    // Exempt ones are asked for even when they are not listed: what is hidden is counted.
    showExempt: true,
    lang,
  };
}
