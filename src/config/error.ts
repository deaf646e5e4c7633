import { type ConfigCode, tellConfig } from '../messages/config.js';
import type { Data, Lang, Told } from '../messages/input.js';

export type { ConfigCode };

/** Something wrong in a config, and where. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** the line with its neighbours and a mark under the place */
  readonly frame: string | undefined;

  constructor(
    readonly code: ConfigCode,
    readonly path: string,
    readonly data: Data = {},
    at: { line?: number; column?: number; frame?: string } = {},
  ) {
    const { problem, remedy } = tellConfig(code, data, 'en');
    super(`${[path, at.line, at.line && at.column].filter(Boolean).join(':')}: ${problem}; ${remedy}`);
    this.line = at.line;
    this.column = at.column;
    this.frame = at.frame;
  }

  say(lang: Lang): Told {
    return tellConfig(this.code, this.data, lang);
  }

  get problem(): string {
    return this.say('zh').problem;
  }

  get remedy(): string {
    return this.say('zh').remedy;
  }
}

/** Everything wrong in one config; `errors` holds ConfigErrors in the order of the file. */
export class ConfigErrors extends AggregateError {
  override readonly name = 'ConfigErrors';
  declare errors: ConfigError[];

  constructor(errors: ConfigError[]) {
    super(errors, errors.map((error) => error.message).join('\n'));
  }
}
