import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  InputError,
  memorySource,
  type OpenOptions,
  readScripts,
  Structure,
  type StructureData,
} from '../../src/input/index.js';
import type { Script } from '../../src/model.js';

export const structure = new Structure(parse(readFileSync('rules/structure.yaml', 'utf8')) as StructureData);

export async function readAll(
  content: string | Uint8Array,
  path: string,
  options: OpenOptions = {},
): Promise<Script[]> {
  const scripts: Script[] = [];
  for await (const script of readScripts(memorySource(content, path), { structure, ...options })) scripts.push(script);
  return scripts;
}

/** The only part of a small file. */
export async function read(content: string | Uint8Array, path: string, options: OpenOptions = {}): Promise<Script> {
  const scripts = await readAll(content, path, options);
  if (scripts.length !== 1) throw new Error(`${scripts.length} parts`);
  return scripts[0]!;
}

export async function refusal(
  content: string | Uint8Array,
  path: string,
  options: OpenOptions = {},
): Promise<InputError> {
  try {
    await readAll(content, path, options);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('was read');
}

/** What is said: `role speaker| text`. */
export const said = (script: Script): string[] =>
  script.utterances.map(({ start, end, role, speaker }) => {
    const who =
      role === 'unknown' && speaker === undefined ? '' : `${role}${speaker === undefined ? '' : ` ${speaker}`}| `;
    return who + script.text.slice(start, end);
  });

/** Encodes by turning the platform's own decoder round. Characters outside the encoding's double bytes throw. */
export function encode(text: string, encoding: 'gb18030' | 'big5'): Uint8Array {
  const table = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((char) => {
      if (char.charCodeAt(0) < 0x80) return [char.charCodeAt(0)];
      const bytes = table.get(char);
      if (!bytes) throw new Error(`${char} is not in ${encoding}`);
      return bytes;
    }),
  );
}

const tables = new Map<string, Map<string, [number, number]>>();

function tableOf(encoding: string): Map<string, [number, number]> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, [number, number]>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  tables.set(encoding, table);
  return table;
}
