import type { Script, Span } from '../model.js';

/** One labelled utterance. Offsets are UTF-16 code units of `text`. */
export interface LabelledRecord {
  id: string;
  text: string;
  spans: (Span & { category: string })[];
  categories: string[];
  hard: boolean;
  /** records with the same pair are the two sides of a minimal pair */
  pair?: string;
  /** every field of the line, for --where and --by */
  fields: Readonly<Record<string, unknown>>;
}

export class RecordError extends Error {
  constructor(
    readonly line: number,
    readonly field: string,
    readonly wanted: string,
  ) {
    super(`line ${line}: ${field}: ${wanted}`);
  }
}

/** Reads JSON lines; blank lines are skipped, anything else that is no labelled record throws RecordError. */
export function parseRecords(jsonl: string): LabelledRecord[] {
  return jsonl.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [parseRecord(line, index + 1)]));
}

function parseRecord(line: string, number: number): LabelledRecord {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new RecordError(number, 'JSON', '{"id","text","spans","categories"}');
  }
  if (typeof fields !== 'object' || fields === null) throw new RecordError(number, 'JSON', 'object');
  const { id, text, spans = [], categories, hard, pair } = fields;
  if (typeof text !== 'string') throw new RecordError(number, 'text', 'string');
  if (!Array.isArray(spans)) throw new RecordError(number, 'spans', 'array');
  const read = spans.map((span: { start?: unknown; end?: unknown; category?: unknown }) => {
    const { start, end, category } = span;
    if (typeof start !== 'number' || typeof end !== 'number' || typeof category !== 'string') {
      throw new RecordError(number, 'spans', '{start, end, category}');
    }
    return { start, end, category };
  });
  const named = Array.isArray(categories) ? categories.map(String) : read.map((span) => span.category);
  return {
    id: typeof id === 'string' ? id : `${number}`,
    text,
    spans: read,
    categories: [...new Set(named)],
    hard: hard === true,
    ...(typeof pair === 'string' ? { pair } : {}),
    fields,
  };
}

/** A record as the linter sees it: one utterance, nothing known about trade or platform. */
export function scriptOf(text: string, path: string): Script {
  return {
    path,
    format: 'txt',
    text,
    utterances: [{ start: 0, end: text.length, section: 0, role: 'unknown' }],
    sections: [{ start: 0, end: text.length }],
    suppressions: [],
    meta: {},
    part: { offset: 0, line: 1, first: true, last: true },
    locate(offset) {
      const before = text.slice(0, offset);
      const lineStart = before.lastIndexOf('\n') + 1;
      return { line: before.split('\n').length, column: offset - lineStart + 1 };
    },
  };
}
