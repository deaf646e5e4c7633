import type { Script } from '../model.js';
import { InputError } from './error.js';
import { FORMATS, formatOf } from './formats.js';
import { peek, type Source } from './source.js';
import { PLAIN, type Structure } from './structure.js';

export interface ReadOptions {
  /** words of `rules/structure.yaml`; without them every line is copy of an unknown speaker */
  structure: Structure;
  /** overrides detection */
  encoding?: string;
}

/** One file format. Lives in a module of its own that is loaded when the format first appears. */
export interface Reader {
  format: string;
  /** Parts in order; at least one, unless it throws an InputError. */
  read(source: Source, options: ReadOptions): AsyncIterable<Script>;
}

/** A line of the registry: enough to choose the reader without loading it. */
export interface Format {
  name: string;
  /** endings of file names, lower case, with the dot */
  extensions: string[];
  /** By content, for names that say nothing or lie. `head` holds up to 4 KiB. */
  matches?(head: Uint8Array): boolean;
  /** `matches` looks at habits of writing, not at a signature */
  guess?: true;
  /** Taken along when a folder is checked; `content`: only if `matches` says so. Default yes. */
  inFolders?: boolean | 'content';
  /** `line` of its places is no line of the file: it counts paragraphs, rows, pages or segments */
  lines?: false;
  load(): Promise<Reader>;
}

export interface OpenOptions extends Partial<ReadOptions> {
  /** a format's name, instead of telling it by name and content */
  as?: string;
}

const HEAD_BYTES = 4096;

/** bytes → scripts: the entrance of this room. One Script a file, or one a part where the file is large. */
export async function* readScripts(source: Source, options: OpenOptions = {}): AsyncGenerator<Script> {
  const peeked = await peek(source, HEAD_BYTES);
  const format = options.as === undefined ? formatOf(source.name, peeked.head) : namedFormat(options.as, source.path);
  const reader = await format.load();
  const { structure = PLAIN, encoding } = options;
  yield* reader.read(peeked.source, encoding === undefined ? { structure } : { structure, encoding });
}

function namedFormat(name: string, path: string): Format {
  const format = FORMATS.find((known) => known.name === name || known.extensions.includes(`.${name}`));
  if (format) return format;
  throw new InputError('bad-format-name', path, { name, formats: FORMATS.map((known) => known.name).join(', ') });
}
