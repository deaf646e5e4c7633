/**
 * The file of a baseline: JSON Lines, a header and then an entry a line, sorted, so that a change of one finding is a change of
 * one line in git.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { jsonFault } from '../input/json-fault.js';
import { Baseline } from './baseline.js';
import { byName, type Entry, keyOf } from './entry.js';
import { BaselineError } from './error.js';

/** Rises when an older koubo could no longer make sense of the file. */
export const BASELINE_VERSION = 1;

const header = z.strictObject({ 'koubo-baseline': z.int().min(1) });

const entry = z.strictObject({
  file: z.string().min(1),
  rule: z.string().min(1),
  words: z.string(),
  around: z.string(),
  fingerprint: z.string().min(1),
  count: z.int().min(1).default(1),
});

/**
 * @param shown the path in messages
 * @param create give an empty one where there is none
 * @throws BaselineError
 */
export function readBaseline(file: string, shown: string = file, create = false): Baseline {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    if (create && reason === 'ENOENT') return new Baseline(file, []);
    throw new BaselineError(reason === 'ENOENT' ? 'missing' : 'unreadable', shown, { reason, name: shown });
  }
  return new Baseline(file, parseBaseline(text, shown));
}

/** @throws BaselineError */
export function parseBaseline(text: string, path: string): Entry[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  const entries = new Map<string, Entry>();
  let headed = false;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const at = new Place(path, line, index + 1);
    const value = at.parse();
    if (!headed) {
      at.header(value);
      headed = true;
      continue;
    }
    // Two branches that both add a line leave it twice after a merge: it is one.
    const read = at.check(entry, value);
    const known = entries.get(keyOf(read));
    if (!known || known.count < read.count) entries.set(keyOf(read), read);
  }
  if (!headed) throw new BaselineError('no-header', path, {}, { line: 1, column: 1 });
  return [...entries.values()];
}

export function baselineText(entries: readonly Entry[]): string {
  const lines = [...entries].sort(byName).map(({ count, ...rest }) => {
    const { file, rule, words, around, fingerprint } = rest;
    return JSON.stringify({ file, rule, words, around, fingerprint, ...(count > 1 ? { count } : {}) });
  });
  return `${[JSON.stringify({ 'koubo-baseline': BASELINE_VERSION }), ...lines].join('\n')}\n`;
}

/** One line of the file, which errors are told of. */
class Place {
  constructor(
    private readonly path: string,
    private readonly text: string,
    private readonly line: number,
  ) {}

  parse(): unknown {
    if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(this.text)) throw this.error('conflict', {}, 0);
    try {
      return JSON.parse(this.text) as unknown;
    } catch (error) {
      const { offset, reason } = jsonFault(error as Error, this.text);
      throw this.error('syntax', { reason }, offset);
    }
  }

  header(value: unknown): void {
    const version = (value as { 'koubo-baseline'?: unknown } | null)?.['koubo-baseline'];
    if (version === undefined) throw this.error('no-header', {}, 0);
    if (typeof version === 'number' && version > BASELINE_VERSION)
      throw this.error('ahead', { version, supported: BASELINE_VERSION }, this.of('koubo-baseline'));
    this.check(header, value);
  }

  check<T>(schema: z.ZodType<T>, value: unknown): T {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const key = unknown ?? (issue?.path[0] === undefined ? '' : String(issue.path[0]));
    if (unknown !== undefined) throw this.error('unknown-key', { key }, this.of(key));
    if (key === '') throw this.error('no-entry', {}, 0);
    const missing = !Object.hasOwn(value as object, key);
    throw this.error(missing ? 'missing-key' : 'bad-value', { key }, this.of(key));
  }

  private of(key: string): number {
    return Math.max(0, this.text.indexOf(`"${key}"`));
  }

  private error(code: BaselineError['code'], data: ConstructorParameters<typeof BaselineError>[2], offset: number) {
    return new BaselineError(code, this.path, data, { line: this.line, column: offset + 1 });
  }
}
