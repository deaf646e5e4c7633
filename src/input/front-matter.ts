import type { ScriptMeta } from '../model.js';
import { InputError } from './error.js';
import type { Structure } from './structure.js';

/** What the lines between two `---` at the very top say, and where the copy starts. */
export async function frontMatter(
  text: string,
  path: string,
  structure: Structure,
): Promise<{ meta: ScriptMeta; end: number } | undefined> {
  if (!text.startsWith('---')) return undefined;
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/u.exec(text.slice(0, 20_000));
  // A thematic break is no front matter: there must be a `key: value` first.
  if (match === null || !/^\s*(?:#.*\n\s*)*[\p{L}"'][\p{L}\p{N}_."' -]*:(?:\s|$)/u.test(match[1]!)) return undefined;
  // Loaded only here: most scripts have no front matter.
  const { parseDocument } = await import('./yaml.js');
  const document = parseDocument(match[1]!);
  const error = document.errors[0];
  if (error) {
    const place = error.linePos?.[0];
    const reason = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/u, '');
    throw new InputError('front-matter', path, { reason }, { line: 1 + (place?.line ?? 1), column: place?.col ?? 1 });
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (problem) {
    // Aliases to nothing, or to far too much, show only now.
    throw new InputError('front-matter', path, { reason: (problem as Error).message }, { line: 1, column: 1 });
  }
  return { meta: metaOf(data, structure), end: match[0].length };
}

function metaOf(data: unknown, structure: Structure): ScriptMeta {
  const meta: ScriptMeta = {};
  if (typeof data !== 'object' || data === null) return meta;
  for (const [name, value] of Object.entries(data)) {
    const key = structure.metaKey(name);
    if (key === undefined || value === null || value === undefined) continue;
    if (key === 'trade' || key === 'platform') meta[key] = String(value);
    else
      meta[key] = (Array.isArray(value) ? value.map(String) : String(value).split(/[,，、]/u)).map((word) =>
        word.trim(),
      );
  }
  return meta;
}
