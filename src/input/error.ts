import { type Data, type InputCode, type Lang, type Told, tellInput } from '../messages/input.js';

export type { InputCode };

/** A file that cannot be checked. One bad file never stops the others: callers collect these and go on. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(
    readonly code: InputCode,
    /** as the person wrote it */
    readonly path: string,
    readonly data: Data = {},
    at: { line?: number; column?: number } = {},
  ) {
    const { problem, remedy } = tellInput(code, data, 'en');
    super(`${path}: ${problem}; ${remedy}`);
    this.line = at.line;
    this.column = at.column;
  }

  say(lang: Lang): Told {
    return tellInput(this.code, this.data, lang);
  }

  get problem(): string {
    return this.say('zh').problem;
  }

  get remedy(): string {
    return this.say('zh').remedy;
  }
}
