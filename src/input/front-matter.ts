import type { ScriptMeta } from '../model.js';
import { InputError } from './error.js';
import type { Structure } from './structure.js';

/**
 * What the lines between two `---` at the very top say, and where the copy starts.
 * @throws InputError, ConfigErrors for entries of evidence that are wrong
 */
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
  const { LineCounter, parseDocument } = await import('./yaml.js');
  // With its first `---`, which begins a YAML document, too: lines are those of the file.
  const head = text.slice(0, text.indexOf('\n') + 1 + match[1]!.length);
  const lines = new LineCounter();
  const document = parseDocument(head, { lineCounter: lines });
  const error = document.errors[0];
  if (error) {
    const place = error.linePos?.[0];
    const reason = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/u, '');
    throw new InputError('front-matter', path, { reason }, { line: place?.line ?? 1, column: place?.col ?? 1 });
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (problem) {
    // Aliases to nothing, or to far too much, show only now.
    throw new InputError('front-matter', path, { reason: (problem as Error).message }, { line: 1, column: 1 });
  }
  const meta: ScriptMeta = {};
  for (const [name, value] of entriesOf(data)) {
    const key = structure.metaKey(name);
    if (key === undefined || value === null || value === undefined) continue;
    if (key === 'trade' || key === 'platform') meta[key] = String(value);
    else if (key === 'evidence') {
      // The schema of configs is loaded only here.
      const { scriptEvidence } = await import('../config/script-evidence.js');
      meta.evidence = [...(meta.evidence ?? []), ...scriptEvidence(name, value, { path, text: head, document, lines })];
    } else meta[key] = wordsOf(value);
  }
  return { meta, end: match[0].length };
}

const entriesOf = (data: unknown): [string, unknown][] =>
  typeof data === 'object' && data !== null ? Object.entries(data) : [];

const wordsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : String(value).split(/[,，、]/u)).map((word) => word.trim());
