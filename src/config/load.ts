import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Data } from '../messages/input.js';
import { type ConfigCode, ConfigError, ConfigErrors } from './error.js';
import { codeFrame } from './frame.js';
import { problemsIn } from './problems.js';
import { type RawConfig, SCHEMA_VERSION } from './schema.js';

type Path = readonly (string | number)[];

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
  const at = (offset: number, size: number): { line: number; column: number; frame: string } => {
    const { line, col } = lines.linePos(offset);
    return {
      line: Math.max(1, line),
      column: Math.max(1, col),
      frame: codeFrame(text, Math.max(1, line), Math.max(1, col), size),
    };
  };
  if (document.errors.length > 0) {
    throw new ConfigErrors(
      document.errors.map(
        (error) => new ConfigError('syntax', file, { reason: error.message.split('\n')[0]! }, at(error.pos[0], 1)),
      ),
    );
  }
  const prefix: Path = basename(file) === 'package.json' ? ['koubo'] : [];
  const rangeOf = (path: Path, key: boolean): [number, number] => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const found = nodeRange(document.contents, path.slice(0, depth), key || depth < path.length);
      if (found) return found;
    }
    return [0, 1];
  };
  const place = (path: Path, key: boolean): { line: number; column: number; frame: string } => {
    const [start, end] = rangeOf([...prefix, ...path], key);
    return at(start, (text.slice(start, end).split('\n')[0] ?? '').trimEnd().length);
  };
  let raw: unknown;
  try {
    const whole: unknown = document.toJS();
    raw = prefix.length > 0 ? (whole as { koubo: unknown }).koubo : whole;
  } catch (error) {
    // Aliases to nothing, or to far too much, show only now.
    throw new ConfigErrors([new ConfigError('syntax', file, { reason: (error as Error).message }, at(0, 1))]);
  }
  const data = raw ?? {};
  const error = (code: ConfigCode, path: Path, values: Data, key = false): ConfigError =>
    new ConfigError(code, file, values, place(path, key));
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
      const { line, column } = place(path, true);
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

/** Offsets of the value at a path, or of its key. */
function nodeRange(root: unknown, path: Path, key: boolean): [number, number] | undefined {
  let node: unknown = root;
  let keyNode: unknown;
  for (const step of path) {
    keyNode = undefined;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return undefined;
      keyNode = pair.key;
      node = pair.value;
    } else if (isNode(node) && 'items' in node && typeof step === 'number') {
      node = (node.items as unknown[])[step];
    } else return undefined;
  }
  const wanted = (key && keyNode) || node || keyNode;
  if (!isNode(wanted) || !wanted.range) return undefined;
  return [wanted.range[0], wanted.range[1]];
}
