import { extname } from 'node:path';
import type { Format } from './reader.js';

/** Every format, in the order in which contents are tried. Text comes last: it takes whatever nothing else claims. */
export const FORMATS: Format[] = [
  {
    name: 'markdown',
    extensions: ['.md', '.markdown'],
    load: async () => (await import('./markdown.js')).markdownReader,
  },
  {
    name: 'text',
    extensions: ['.txt', '.text'],
    load: async () => (await import('./text.js')).textReader,
  },
];

const TEXT = FORMATS.at(-1)!;

export const EXTENSIONS: string[] = FORMATS.flatMap((format) => format.extensions);

/** By content where it is telling, else by the name's ending, else text. */
export function formatOf(name: string, head: Uint8Array): Format {
  const ending = extname(name).toLowerCase();
  const named = FORMATS.find((format) => format.extensions.includes(ending));
  const shown = FORMATS.find((format) => format.matches?.(head));
  return shown ?? named ?? TEXT;
}

/** Whether a folder's file is taken along without being named. */
export async function inFolder(file: string): Promise<boolean> {
  const ending = extname(file).toLowerCase();
  const format = FORMATS.find((each) => each.extensions.includes(ending));
  if (format === undefined || format.inFolders === false) return false;
  if (format.inFolders !== 'content') return true;
  const { headOf } = await import('./source.js');
  return format.matches?.(headOf(file)) ?? false;
}
