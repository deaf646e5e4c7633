import { ruleProblemInChinese } from '../messages/defects.js';
import type { Lang, Messages } from '../messages/index.js';
import { paletteFor } from '../report/colour.js';
import type { Problem } from '../report/types.js';
import { type Context, Failure } from './context.js';

/** An error of another thread, which put it into words there. */
export class PassedError extends Error {
  readonly problems: Problem[];

  constructor({ problems, stack }: { problems: Problem[]; stack?: string }) {
    super(problems[0]?.message);
    this.problems = problems;
    this.stack = stack;
  }
}

interface Told {
  problem: string;
  remedy: string;
}
interface Speaking {
  path: string;
  line?: number;
  column?: number;
  frame?: string;
  say(lang: Lang): Told;
}
interface Defect {
  file: string;
  line: number;
  column: number;
  problem: string;
  remedy?: string;
}

const speaks = (error: unknown): error is Speaking => typeof (error as Speaking | undefined)?.say === 'function';
const hasDefects = (error: unknown): error is { defects: Defect[] } =>
  Array.isArray((error as { defects?: unknown } | undefined)?.defects);

/** Whether an error was foreseen, that is, has its own sentence. Anything else is a fault of the program. */
export function isForeseen(error: unknown): boolean {
  if (error instanceof PassedError) return error.stack === undefined;
  return error instanceof Failure || speaks(error) || hasDefects(error) || error instanceof AggregateError;
}

/** One sentence and one remedy for each thing that went wrong, whichever stage threw it. */
export function problemsOf(error: unknown, lang: Lang, m: Messages): Problem[] {
  if (error instanceof AggregateError) return error.errors.flatMap((one) => problemsOf(one, lang, m));
  if (error instanceof PassedError) return error.problems;
  if (error instanceof Failure) return [{ path: error.path, message: error.message, remedy: error.remedy }];
  if (speaks(error)) {
    const { problem, remedy } = error.say(lang);
    return [{ path: at(error.path, error.line, error.column), message: problem, remedy, frame: error.frame }];
  }
  if (hasDefects(error)) {
    const say = lang === 'zh' ? ruleProblemInChinese : (text: string) => text;
    return error.defects.map((d) => ({
      path: at(d.file, d.line, d.column),
      message: say(d.problem),
      remedy: d.remedy === undefined ? undefined : say(d.remedy),
    }));
  }
  const message = error instanceof Error ? error.message : String(error);
  return [{ message: m.problem.internal(message), remedy: m.problem.internalRemedy }];
}

function at(path: string, line?: number, column?: number): string {
  return [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/** Prints problems to standard error. Files that could not be read come here at once, the run goes on. */
export function printProblems(problems: readonly Problem[], { err, m, colour, lang }: Context): void {
  const paint = paletteFor(colour);
  const colon = lang === 'zh' ? '：' : ': ';
  for (const { path, message, remedy, frame } of problems) {
    err.write(`${paint.bad(m.problem.prefix)}${colon}${path ? `${path}${colon}` : ''}${message}\n`);
    if (frame) err.write(`${frame.replace(/^/gm, '  ')}\n`);
    if (remedy) err.write(`  ${m.problem.remedy}${colon}${remedy}\n`);
  }
  err.flush();
}
