import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Data } from '../messages/input.js';
import { type ConfigCode, ConfigError, ConfigErrors } from './error.js';
import { type Path, Places } from './places.js';
import { problemsIn } from './problems.js';
import { type RawConfig, SCHEMA_VERSION } from './schema.js';

/** One config file, read and found sound. */
export interface ConfigFile {
  /** absolute */
  file: string;
  folder: string;
  data: RawConfig;
  /** Line and column of the key at a path. */
  where(path: Path): { line: number; column: number };
  error(code: ConfigCode, path: Path, data: Data): ConfigError;
}

/** @throws ConfigErrors */
export function loadConfigFile(file: string): ConfigFile {
  const text = readConfig(file);
  const lines = new LineCounter();
  // JSON is YAML: package.json is read the same way, and gets its places too.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const prefix: Path = basename(file) === 'package.json' ? ['koubo'] : [];
  const places = new Places(text, document, lines, prefix);
  if (document.errors.length > 0) {
    throw new ConfigErrors(
      document.errors.map(
        (error) =>
          new ConfigError('syntax', file, { reason: error.message.split('\n')[0]! }, places.at(error.pos[0], 1)),
      ),
    );
  }
  let raw: unknown;
  try {
    const whole: unknown = document.toJS();
    raw = prefix.length > 0 ? (whole as { koubo: unknown }).koubo : whole;
  } catch (error) {
    // Aliases to nothing, or to far too much, show only now.
    throw new ConfigErrors([new ConfigError('syntax', file, { reason: (error as Error).message }, places.at(0, 1))]);
  }
  const data = raw ?? {};
  const error = (code: ConfigCode, path: Path, values: Data, key = false): ConfigError =>
    new ConfigError(code, file, values, places.of(path, key));
  // Before all else: a later version's new keys are no mistakes.
  const { version } = data as { version?: unknown };
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    throw new ConfigErrors([error('ahead', ['version'], { version, supported: SCHEMA_VERSION })]);
  }
  const problems = problemsIn(data).map((problem) => error(problem.code, problem.path, problem.data, problem.key));
  if (problems.length > 0) throw new ConfigErrors(problems.sort((x, y) => x.line! - y.line! || x.column! - y.column!));
  return {
    file,
    folder: dirname(file),
    data: data as RawConfig,
    where: (path) => {
      const { line, column } = places.of(path, true);
      return { line, column };
    },
    error,
  };
}

function readConfig(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigErrors([
      reason === 'ENOENT' ? new ConfigError('missing', file) : new ConfigError('unreadable', file, { reason }),
    ]);
  }
}
