/**
 * The findings of one part of a file as text, and back: what is kept between runs, and what passes between threads. Findings are
 * plain records and stay whole; each distinct value is written once, since the findings of a part share most of theirs.
 */
import type { Finding, Place, Rewrite } from '../model.js';
import { columnIn, locateIn } from '../report/place.js';
import { type Mark, Recorded } from '../report/recorded.js';
import type { ScriptText } from '../report/types.js';

/** What a report wants of a part, whether its script is at hand or not. */
export interface Part {
  findings: readonly Finding[];
  script?: ScriptText;
  /** UTF-16 code units of copy */
  characters: number;
}

/** [format, characters, distinct values, key lists, findings as (key list, value…) numbers, marks] */
type Written = [string, number, unknown[], string[][], number[][], WrittenMark[]];
type WrittenMark = [offset: number, line: number, column: number, characters: number, bytes: number, more?: Place];

/** One line of JSON. */
export function encodePart({ findings, script, characters }: Part): string {
  const values = new Values();
  const shapes = new Map<string, number>();
  const rows: number[][] = [];
  for (const finding of findings) {
    const record = finding as unknown as Record<string, unknown>;
    const keys = Object.keys(record).filter((key) => record[key] !== undefined);
    const shape = keys.join('\n');
    const known = shapes.get(shape);
    if (known === undefined) shapes.set(shape, shapes.size);
    const row = [known ?? shapes.size - 1];
    for (const key of keys) row.push(key === 'rewrites' ? values.edits(finding) : values.number(record[key]));
    rows.push(row);
  }
  const keys = JSON.stringify([...shapes.keys()].map((shape) => shape.split('\n')));
  const format = JSON.stringify(script?.format ?? '');
  return `[${format},${characters},${values.text()},${keys},${JSON.stringify(rows)},${JSON.stringify(marksOf(findings, script))}]`;
}

export function decodePart(text: string): Required<Part> {
  const [format, characters, values, shapes, rows, marks] = JSON.parse(text) as Written;
  const rewritten = new Map<string, Rewrite[]>();
  const findings = rows.map((row) => {
    const keys = shapes[row[0] as number] as string[];
    const finding: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) finding[keys[i] as string] = values[row[i + 1] as number];
    const told = finding as unknown as Finding;
    if (told.rewrites.length > 0) {
      // Findings of one sentence hold one list.
      const key = `${row[keys.indexOf('rewrites') + 1]} ${row[keys.indexOf('sentence') + 1]}`;
      const known = rewritten.get(key) ?? applied(told);
      rewritten.set(key, known);
      told.rewrites = known;
    }
    return told;
  });
  const places = marks.map(([offset, line, column, inCharacters, bytes, more]): [number, Mark] => [
    offset,
    { place: more ?? { line, column }, characters: inCharacters, bytes },
  ]);
  return { findings, script: new Recorded(format, new Map(places)), characters };
}

/** A text as what it changes in another: how much it keeps at both ends, and what stands between. */
type Edit = [head: number, tail: number, middle: string];
type Edited = Omit<Rewrite, 'text'> & { text: Edit };

/** Sentences are long and rewrites change little of them: they are more than half of what would be written. */
function editsOf(sentence: string, rewrites: readonly Rewrite[]): Edited[] {
  return rewrites.map((rewrite) => ({ ...rewrite, text: editOf(sentence, rewrite.text) }));
}

function editOf(from: string, to: string): Edit {
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return [head, tail, to.slice(head, to.length - tail)];
}

function applied({ rewrites, sentence }: Finding): Rewrite[] {
  const { text } = sentence;
  return (rewrites as unknown as Edited[]).map(({ text: [head, tail, middle], ...rest }) => ({
    text: text.slice(0, head) + middle + text.slice(text.length - tail),
    ...rest,
  }));
}

/** Distinct values by number. What several findings hold as one object is one object again when it is read. */
class Values {
  private readonly byText = new Map<string, number>();
  /** of values met before, so that they are not written only to be compared */
  private readonly byValue = new Map<unknown, number>();
  private readonly byRewrites = new Map<readonly Rewrite[], { of: string; number: number }>();
  private readonly texts: string[] = [];

  number(value: unknown): number {
    const known = this.byValue.get(value);
    if (known !== undefined) return known;
    const number = this.ofText(JSON.stringify(value));
    this.byValue.set(value, number);
    return number;
  }

  /** A list of rewrites, as edits. Findings may hold one list and yet differ in how much of it they take for their sentence. */
  edits({ rewrites, sentence }: Finding): number {
    const known = this.byRewrites.get(rewrites);
    if (known?.of === sentence.text) return known.number;
    const number = this.ofText(JSON.stringify(editsOf(sentence.text, rewrites)));
    this.byRewrites.set(rewrites, { of: sentence.text, number });
    return number;
  }

  private ofText(text: string): number {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    this.byText.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  text(): string {
    return `[${this.texts.join(',')}]`;
  }
}

/** Everything that a format may ask of the text: the ends of findings and of their sentences. */
function marksOf(findings: readonly Finding[], script: ScriptText | undefined): WrittenMark[] {
  if (!script) return [];
  const offsets = new Set<number>();
  for (const { span, sentence } of findings)
    for (const offset of [span.start, span.end, sentence.start, sentence.end]) offsets.add(offset);
  const marks: WrittenMark[] = [];
  // In order: a line is measured from the last place on it.
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    const place = locateIn(script, offset, NOWHERE);
    if (place === NOWHERE) continue;
    const { line, column, label, at } = place;
    const mark: WrittenMark = [
      offset,
      line,
      column,
      columnIn('characters', script, offset, place),
      columnIn('bytes', script, offset, place),
    ];
    if (label !== undefined || at !== undefined) mark.push(place);
    marks.push(mark);
  }
  return marks;
}

const NOWHERE: Place = { line: 0, column: 0 };
