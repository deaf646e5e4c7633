import type { Script } from '../../model.js';
import { CopyText } from '../copy-text.js';
import { decode, textBlocks } from '../decode.js';
import { InputError } from '../error.js';
import { eachLine } from '../lines.js';
import { Outline } from '../outline.js';
import type { Reader } from '../reader.js';
import { peek, readWhole } from '../source.js';
import type { Structure } from '../structure.js';
import { COMMA, ENDS, goesOn, type Running } from '../utterance.js';
import { parseJson, segmentsOf } from './parse.js';
import { labelledPlace, type Spoken } from './place.js';
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
    writer.add(segments);
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
    const said: Segment[] = [];
    const lines = eachLine(block.text, (start, end, index) => {
      const segments = segmentsOf(parseJson(block.text.slice(start, end), path, line + index));
      known ||= segments !== undefined;
      for (const segment of segments ?? []) said.push(segment);
    });
    writer.add(said);
    line += lines;
    if (block.last && !known)
      throw new InputError('unknown-shape', path, {
        format: 'JSON Lines',
        known: '{"text", "start", "end", "speaker"}',
      });
    yield writer.part(block.last);
  }
}

const MARK = /[。！？!?…；;，、,]/u;

/** A segment's share of an utterance: its text from `from` on, which is copy from `start` on. */
interface Piece {
  text: string;
  from: number;
  start: number;
  spoken: Spoken;
}

interface Utterance extends Running {
  pieces: Piece[];
  /** UTF-16 units */
  length: number;
  confidence?: number;
}

/**
 * Segments → utterances; "line" counts segments. What one speaker says without a stop over several segments is one utterance,
 * as in subtitles, but only where the recogniser
 * writes punctuation: without any, nothing but its segments tells clauses apart. What is not finished where a part ends is part of the next one.
 */
class TranscriptWriter {
  private copy = new CopyText();
  private starts: number[] = [];
  private segments: Spoken[] = [];
  private readonly outline = new Outline();
  private current: Utterance | undefined;
  private count = 0;
  /** segments so far, and those with punctuation */
  private heard = 0;
  private marked = 0;
  private offset = 0;
  private line = 1;
  private parts = 0;
  said = 0;

  constructor(
    private readonly path: string,
    private readonly format: string,
    private readonly structure: Structure,
  ) {}

  add(segments: readonly Segment[]): void {
    this.heard += segments.length;
    for (const { text } of segments) if (MARK.test(text)) this.marked += 1;
    for (const segment of segments) this.next(segment);
  }

  /** Whether the end of an utterance's last segment says that there is more to come. */
  private isOpen({ pieces }: Utterance): boolean {
    return COMMA.test(pieces.at(-1)!.text) || this.marked * 2 >= this.heard;
  }

  private next(segment: Segment): void {
    this.count += 1;
    const text = segment.text.replace(/[\r\n]+/g, ' ').trimEnd();
    const blanks = text.length - text.trimStart().length;
    if (blanks >= text.length) return;
    const opening = this.structure.opening(text, blanks, text.length);
    const start = opening?.start ?? blanks;
    const named = opening?.speaker ?? segment.speaker;
    const { current } = this;
    const joined =
      current !== undefined &&
      opening?.title === undefined &&
      start < text.length &&
      this.isOpen(current) &&
      goesOn(current, { speaker: named, start: segment.start }, current.length, true);
    const speaker = joined ? (named ?? current.speaker) : named;
    const spoken: Spoken = {
      line: this.count,
      ...(segment.start === undefined ? {} : { time: segment.start }),
      ...(speaker === undefined ? {} : { speaker }),
    };
    if (joined) {
      this.extend(current, { text, from: start, start, spoken: { ...spoken, column: start } }, segment);
      return;
    }
    this.finish();
    if (opening?.title !== undefined) this.outline.section(opening.title, this.copy.length);
    const piece = { text, from: 0, start, spoken };
    if (start >= text.length) {
      this.write(piece);
      this.copy.add('\n', 0, 0);
      return;
    }
    const role =
      opening && opening.role !== 'unknown'
        ? opening.role
        : speaker === undefined
          ? 'unknown'
          : this.structure.roleOfSpeaker(speaker);
    this.current = { role, pieces: [], length: 0, ...(speaker === undefined ? {} : { speaker }) };
    this.extend(this.current, piece, segment);
  }

  private extend(current: Utterance, piece: Piece, { start, end = start, confidence }: Segment): void {
    this.said += 1;
    current.pieces.push(piece);
    current.length += piece.text.length - piece.start;
    current.stopped = ENDS.test(piece.text.slice(-4));
    if (start !== undefined) current.time = { start: current.time?.start ?? start, end: end ?? start };
    // As sure as its least sure segment.
    if (confidence !== undefined) current.confidence = Math.min(confidence, current.confidence ?? 1);
  }

  private finish(): void {
    const { current, copy } = this;
    if (!current) return;
    this.current = undefined;
    const [first, ...rest] = current.pieces as [Piece, ...Piece[]];
    const start = copy.length + first.start;
    this.write(first);
    for (const piece of rest) {
      if (copy.endsInLatin && /^[A-Za-z0-9]/.test(piece.text.slice(piece.from))) copy.add(' ', 0, 0);
      this.write(piece);
    }
    const { role, speaker, time, confidence } = current;
    const lastLine = current.pieces.at(-1)!.spoken.line;
    this.outline.say(start, copy.length, role, first.spoken.line, { speaker, time, confidence, lastLine });
    copy.add('\n', 0, 0);
  }

  private write({ text, from, spoken }: Piece): void {
    this.starts.push(this.copy.length);
    this.segments.push(spoken);
    this.copy.add(text.slice(from), 0, 0);
  }

  part(last: boolean): Script {
    if (last) this.finish();
    const text = this.copy.text;
    const { starts, segments } = this;
    const script: Script = {
      path: this.path,
      format: this.format,
      text,
      ...this.outline.part(text.length, last),
      meta: {},
      part: { offset: this.offset, line: this.line, first: this.parts === 0, last },
      locate: (offset) => labelledPlace(starts, segments, offset),
    };
    this.parts += 1;
    this.offset += text.length;
    this.line = this.current?.pieces[0]?.spoken.line ?? this.count + 1;
    this.copy = new CopyText();
    this.starts = [];
    this.segments = [];
    return script;
  }
}
