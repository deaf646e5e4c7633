import type { Document, LineCounter } from 'yaml';
import { ConfigError, ConfigErrors } from './error.js';
import { toEvidence } from './merge.js';
import type { Evidence } from './model.js';
import { Places } from './places.js';
import { problemsIn } from './problems.js';
import type { RawConfig } from './schema.js';

/** YAML at the top of a script; `text` from the script's first character on, so that places are those of the script. */
export interface ScriptYaml {
  path: string;
  text: string;
  document: Document;
  lines: LineCounter;
}

/**
 * What a script itself says can be proved, under `key`: the same entries as in a config, held against the same schema.
 * @throws ConfigErrors that name the script
 */
export function scriptEvidence(key: string, value: unknown, { path, text, document, lines }: ScriptYaml): Evidence[] {
  const places = new Places(text, document, lines);
  const errors = problemsIn({ evidence: value }).map(
    ({ code, path: [, ...inside], key: ofKey, data }) =>
      new ConfigError(code, path, data, places.of([key, ...inside], ofKey)),
  );
  if (errors.length > 0) throw new ConfigErrors(errors.sort((x, y) => x.line! - y.line! || x.column! - y.column!));
  return (value as NonNullable<RawConfig['evidence']>).map(toEvidence);
}
