import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { RuleMessages } from '../../messages/rules.js';
import { loadBundle, loadSources } from '../../rules/bundle.js';
import { type Context, ExitCode, Failure } from '../context.js';
import { guardsPage, indexPage, rulePage } from './page.js';
import { ExampleRunner } from './shown-examples.js';

const MARK = '\n<!-- koubo rules docs -->\n';

/** Pages by path below the folder: README.md, guards.md and <pack>/<rule>.md. */
export function rulePages(context: Context, t: RuleMessages): Map<string, string> {
  const bundle = loadBundle();
  const { program } = bundle;
  const sources = loadSources();
  const runner = new ExampleRunner(bundle, sources, context.lang);
  const pages = new Map([
    ['README.md', indexPage(program, context, t)],
    ['guards.md', guardsPage(sources.guards, context, t)],
  ]);
  for (const rule of program.rules)
    pages.set(`${rule.id}.md`, rulePage(rule, program, sources, runner.bad(rule.id), context, t));
  for (const [path, text] of pages) pages.set(path, `${text}${MARK}`);
  return pages;
}

/** Writes what changed, removes pages of rules that are gone; `--check` only says so. */
export async function docs(
  options: { out: string; check?: boolean },
  context: Context,
  t: RuleMessages,
): Promise<ExitCode> {
  const folder = resolve(context.io.cwd, options.out);
  const pages = rulePages(context, t);
  const stale = [...pages].filter(
    ([path, text]) => !existsSync(join(folder, path)) || readFileSync(join(folder, path), 'utf8') !== text,
  );
  // Only what this command wrote: in a folder of other pages those are left alone.
  const gone = existing(folder).filter(
    (path) => !pages.has(path) && readFileSync(join(folder, path), 'utf8').endsWith(MARK),
  );
  if (options.check) {
    const paths = [...stale.map(([path]) => path), ...gone];
    if (paths.length > 0) throw new Failure(t.stale(paths.slice(0, 20)), t.staleRemedy);
    context.out.write(`${t.upToDate(pages.size)}\n`);
    return ExitCode.clean;
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of gone) rmSync(join(folder, path));
  context.out.write(`${t.written(pages.size, options.out)}\n`);
  return ExitCode.clean;
}

function existing(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md'));
}
