import { type BaselineCode, tellBaseline } from '../messages/baseline.js';
import type { Data, Lang, Told } from '../messages/input.js';

/** A baseline that cannot be used, and where in it. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(
    readonly code: BaselineCode,
    readonly path: string,
    readonly data: Data = {},
    at: { line?: number; column?: number } = {},
  ) {
    const { problem, remedy } = tellBaseline(code, data, 'en');
    super(`${path}: ${problem}; ${remedy}`);
    this.line = at.line;
    this.column = at.column;
  }

  say(lang: Lang): Told {
    return tellBaseline(this.code, this.data, lang);
  }
}
