import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { supportsLinks } from '../report/colour.js';
import { FORMAT_NAMES, loadFormat } from '../report/formats.js';
import { Output } from '../report/output.js';
import type { Batch, FormatOptions, Formatter, Printer, RuleInfo, Totals } from '../report/types.js';
import { nearest } from '../rules/errors.js';
import { type Context, Failure } from './context.js';
import { terminalUrl, webUrl } from './rule-url.js';

/** Where one format goes. Several may run side by side on the same findings. */
export interface Target {
  printer: Printer;
  output: Output;
  /** path as written, for messages; undefined: standard output */
  file?: string;
}

export interface TargetContext {
  context: Context;
  rules: () => readonly RuleInfo[];
  /** no summary, no word when clean */
  quiet: boolean;
  showSuppressed: boolean;
}

const nameOf = (wanted: string): string => wanted.split('=', 1)[0] as string;

/** A module of one's own: what it asks for is not known. */
const isModule = (wanted: string): boolean => !FORMAT_NAMES.includes(nameOf(wanted));

/** Whether any of these formats tells of rules beyond their findings. */
export const wantRules = (wanted: readonly string[]): boolean =>
  wanted.some((each) => nameOf(each) === 'sarif' || isModule(each));

/** Whether any of these formats may want more of a script than a `Recorded` one answers. */
export const wantScripts = (wanted: readonly string[]): boolean => wanted.some(isModule);

/** `--format json`, `--format sarif=out.sarif`: opens everything before the first file is read. */
export async function openTargets(
  wanted: readonly string[],
  { context, rules, quiet, showSuppressed }: TargetContext,
): Promise<Target[]> {
  const { m, io, out, version, lang } = context;
  const split = wanted.map((word) => {
    const at = word.indexOf('=');
    return at < 0 ? { name: word } : { name: word.slice(0, at), file: word.slice(at + 1) };
  });
  if (!split.some(({ file }) => file === undefined)) split.unshift({ name: 'pretty' });
  if (split.filter(({ file }) => file === undefined).length > 1) {
    throw new Failure(m.problem.twoStdout, m.problem.twoStdoutRemedy);
  }
  const formatters = await Promise.all(split.map(({ name }) => formatterNamed(name, context)));
  return Promise.all(
    split.map(async ({ file }, index) => {
      const links = file === undefined && context.colour && supportsLinks(io.env, io.isTTY);
      const options: FormatOptions = {
        lang,
        version,
        cwd: io.cwd,
        rules,
        ruleUrl: (id) => (links ? terminalUrl(id, io.env) : webUrl(id, io.env)),
        quiet,
        showSuppressed,
        width: file === undefined && io.isTTY ? io.columns : 80,
        colour: file === undefined && context.colour,
        links,
      };
      const printer = (formatters[index] as Formatter)(options);
      return file === undefined ? { printer, output: out } : { printer, output: await openFile(file, context), file };
    }),
  );
}

/** A built-in name, or the path of a module that exports a formatter by default. */
async function formatterNamed(name: string, context: Context): Promise<Formatter> {
  const { m, io } = context;
  const builtIn = await loadFormat(name);
  if (builtIn) return builtIn;
  if (!/[./\\]/.test(name)) {
    throw new Failure(m.problem.unknownFormat(name, FORMAT_NAMES, nearest(name, FORMAT_NAMES)));
  }
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(io.cwd, name)).href)) as { default?: unknown };
  } catch (error) {
    throw new Failure(m.problem.badFormatter(name, (error as Error).message), m.problem.badFormatterRemedy);
  }
  if (typeof module.default !== 'function') {
    throw new Failure(m.problem.badFormatter(name, 'export default'), m.problem.badFormatterRemedy);
  }
  return module.default as Formatter;
}

async function openFile(file: string, { io, m }: Context): Promise<Output> {
  const stream = createWriteStream(resolve(io.cwd, file));
  await new Promise<void>((done, fail) => {
    stream.once('open', () => done());
    stream.once('error', (error: NodeJS.ErrnoException) =>
      fail(new Failure(m.problem.cannotWrite(file, error.code ?? error.message), m.problem.cannotWriteRemedy)),
    );
  });
  return new Output(() => stream);
}

/** Hands a batch to every target; waits where a reader is slow. */
export async function addToAll(targets: readonly Target[], batch: Batch): Promise<void> {
  for (const { printer, output } of targets)
    for (const text of printer.pieces?.(batch) ?? [printer.add(batch)]) {
      const wait = text === '' ? undefined : output.write(text);
      if (wait) await wait;
    }
}

export async function endAll(targets: readonly Target[], totals: Totals): Promise<void> {
  for (const { printer, output } of targets) {
    output.write(printer.end(totals));
    await output.end();
  }
}
