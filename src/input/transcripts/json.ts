import type { Script } from '../../model.js';
import { CopyText } from '../copy-text.js';
import { decode, textBlocks } from '../decode.js';
import { InputError } from '../error.js';
import { eachLine } from '../lines.js';
import { Outline } from '../outline.js';
import type { Reader } from '../reader.js';
import { peek, readWhole } from '../source.js';
import type { Structure } from '../structure.js';
import { parseJson, segmentsOf } from './parse.js';
import { labelledPlace } from './place.js';
import type { Segment } from './segment.js';
import { SHAPES } from './shapes.js';

const MAX_BYTES = 256 * 2 ** 20;

/** Recogniser output: one JSON document, or JSON Lines, which are read in parts. */
export const jsonReader: Reader = {
  format: 'json',
  async *read(source, { structure, encoding }) {
    const peeked = await peek(source, 64 * 1024);
    if (isJsonLines(peeked.head)) {
      yield* readLines(source.path, textBlocks(peeked.source, encoding), structure);
      return;
    }
    const { text } = decode(await readWhole(peeked.source, MAX_BYTES), source.path, encoding);
    if (text.trim() === '') throw new InputError('empty', source.path);
    const segments = segmentsOf(parseJson(text, source.path));
    if (segments === undefined) {
      throw new InputError('unknown-shape', source.path, {
        format: 'JSON',
        known: SHAPES.map(({ name }) => name).join('、'),
      });
    }
    const writer = new TranscriptWriter(source.path, 'json', structure);
    for (const segment of segments) writer.add(segment);
    if (writer.said === 0) throw new InputError('no-copy', source.path, { format: 'JSON' });
    yield writer.part(true);
  },
};

/** One whole document per line: the first line is complete, and another follows. */
function isJsonLines(head: Uint8Array): boolean {
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trimStart();
  const [first, second] = text.split(/\r?\n/u);
  if (!text.startsWith('{') || second?.trimStart().startsWith('{') !== true) return false;
  try {
    JSON.parse(first!);
    return true;
  } catch {
    return false;
  }
}

async function* readLines(
  path: string,
  blocks: ReturnType<typeof textBlocks>,
  structure: Structure,
): AsyncGenerator<Script> {
  const writer = new TranscriptWriter(path, 'json', structure);
  let line = 1;
  let known = false;
  for await (const block of blocks) {
    const lines = eachLine(block.text, (start, end, index) => {
      const segments = segmentsOf(parseJson(block.text.slice(start, end), path, line + index));
      known ||= segments !== undefined;
      for (const segment of segments ?? []) writer.add(segment);
    });
    line += lines;
    if (block.last && !known)
      throw new InputError('unknown-shape', path, {
        format: 'JSON Lines',
        known: '{"text", "start", "end", "speaker"}',
      });
    yield writer.part(block.last);
  }
}

/** Segments → utterances; "line" counts segments. */
class TranscriptWriter {
  private copy = new CopyText();
  private starts: number[] = [];
  private segments: { line: number; time?: number; speaker?: string }[] = [];
  private readonly outline = new Outline();
  private count = 0;
  private offset = 0;
  private line = 1;
  said = 0;

  constructor(
    private readonly path: string,
    private readonly format: string,
    private readonly structure: Structure,
  ) {}

  add(segment: Segment): void {
    this.count += 1;
    const base = this.copy.length;
    const text = segment.text.replace(/[\r\n]+/g, ' ');
    const start = text.length - text.trimStart().length;
    const end = text.trimEnd().length;
    if (start >= end) return;
    const opening = this.structure.opening(text, start, end);
    const speaker = opening?.speaker ?? segment.speaker;
    const role =
      opening && opening.role !== 'unknown'
        ? opening.role
        : speaker === undefined
          ? 'unknown'
          : this.structure.roleOfSpeaker(speaker);
    if (opening?.title !== undefined) this.outline.section(opening.title, base);
    const who = speaker === undefined ? {} : { speaker };
    this.starts.push(base);
    this.segments.push({ line: this.count, ...(segment.start === undefined ? {} : { time: segment.start }), ...who });
    this.copy.add(text, 0, 0);
    this.copy.add('\n', 0, 0);
    const from = opening?.start ?? start;
    if (from >= end) return;
    this.said += 1;
    this.outline.say(base + from, base + end, role, this.count, {
      ...who,
      ...(segment.start === undefined ? {} : { time: { start: segment.start, end: segment.end ?? segment.start } }),
      ...(segment.confidence === undefined ? {} : { confidence: segment.confidence }),
    });
  }

  part(last: boolean): Script {
    const text = this.copy.text;
    const { starts, segments } = this;
    const script: Script = {
      path: this.path,
      format: this.format,
      text,
      ...this.outline.part(text.length, last),
      meta: {},
      part: { offset: this.offset, line: this.line, first: this.offset === 0, last },
      locate: (offset) => labelledPlace(starts, segments, offset),
    };
    this.offset += text.length;
    this.line = this.count + 1;
    this.copy = new CopyText();
    this.starts = [];
    this.segments = [];
    return script;
  }
}
