import type { Place, Role, Script } from '../../model.js';
import { CopyText } from '../copy-text.js';
import { decode, MAX_LINE, type TextBlock } from '../decode.js';
import { parseDirective } from '../directive.js';
import { InputError } from '../error.js';
import { blank, lastNotAfter, placer } from '../lines.js';
import { Outline } from '../outline.js';
import type { Reader } from '../reader.js';
import { readWhole } from '../source.js';
import type { Structure } from '../structure.js';
import { ENDS, goesOn, type Running } from '../utterance.js';
import { type Cue, type CueItem, clockText } from './cue.js';

const MAX_BYTES = 64 * 2 ** 20;
/** A reader for a format of cues, from the function that finds them. */
export function subtitleReader(format: string, parse: (text: string) => CueItem[]): Reader {
  return {
    format,
    async *read(source, options) {
      const block = decode(await readWhole(source, MAX_BYTES), source.path, options.encoding, MAX_LINE);
      if (block.text.trim() === '') throw new InputError('empty', source.path);
      const items = parse(block.text);
      if (!items.some(isCue)) throw new InputError('no-copy', source.path, { format });
      yield cueScript(source.path, format, block, items, options.structure);
    },
  };
}

const isCue = (item: CueItem): item is Cue => 'pieces' in item;

/** Cues → one script. What is said without a stop over several cues is one utterance. */
function cueScript(
  path: string,
  format: string,
  block: Omit<TextBlock, 'last'>,
  items: CueItem[],
  structure: Structure,
): Script {
  const copy = new CopyText();
  const outline = new Outline();
  const starts: number[] = [];
  const cues: { cue: Cue; speaker?: string }[] = [];
  let current: Utterance | undefined;
  const finish = (): void => {
    if (current) outline.say(current.start, copy.length, current.role, current.line, current);
    if (current) copy.add('\n', current.to);
    current = undefined;
  };
  for (const item of items) {
    if (!isCue(item)) {
      const directive = parseDirective(item.comment);
      if (!directive) continue;
      finish();
      outline.direct(directive, { start: item.from, end: item.to }, item.line);
      continue;
    }
    const told = prepare(item, block.text, structure);
    if (told.title !== undefined || (current && !joins(current, item, told, copy))) finish();
    if (told.title !== undefined) outline.section(told.title, copy.length);
    if (told.pieces.length === 0) continue;
    if (current) join(copy, block.text, told.pieces[0]!);
    starts.push(copy.length);
    cues.push({ cue: item, ...(current && told.speaker === undefined ? speakerOf(current) : speakerOf(told)) });
    current ??= {
      start: copy.length,
      role: told.role,
      line: item.line,
      lastLine: item.lastLine,
      to: 0,
      ...speakerOf(told),
    };
    for (const [at, piece] of told.pieces.entries()) {
      const before = told.pieces[at - 1];
      if (before && block.text.slice(before.to, piece.from).includes('\n')) join(copy, block.text, piece);
      copy.add(piece.instead ?? block.text.slice(piece.from, piece.to), piece.from, piece.to - piece.from);
    }
    current.to = told.pieces.at(-1)!.to;
    current.lastLine = item.lastLine;
    if (item.start !== undefined)
      current.time = { start: current.time?.start ?? item.start, end: item.end ?? item.start };
    current.stopped = ENDS.test(told.end);
  }
  finish();
  const place = placer(block.text);
  const text = copy.text;
  return {
    path,
    format,
    text,
    ...outline.part(text.length, true),
    meta: {},
    part: { offset: 0, line: 1, first: true, last: true },
    locate: (offset) => labelled(place(copy.offset(offset)), cues[lastNotAfter(starts, offset)]),
    origin: (span) => copy.span(span),
    stretches: (span) => copy.stretches(span),
    encoding: { name: block.encoding, bom: block.bom },
  };
}

interface Utterance extends Running {
  start: number;
  line: number;
  lastLine: number;
  /** where its last piece ends in the file */
  to: number;
}

interface Told {
  pieces: Cue['pieces'];
  role: Role;
  speaker?: string;
  title?: string;
  /** its last characters */
  end: string;
}

const speakerOf = ({ speaker }: { speaker?: string }): { speaker?: string } =>
  speaker === undefined ? {} : { speaker };

/** Takes white space off both ends and a speaker or section marker off the front. */
function prepare(cue: Cue, text: string, structure: Structure): Told {
  const pieces = cue.pieces.map((piece) => ({ ...piece }));
  while (pieces[0] && trimmed(pieces[0], text, true)) pieces.shift();
  while (pieces.length > 0 && trimmed(pieces.at(-1)!, text, false)) pieces.pop();
  const told: Told = { pieces, role: 'unknown', end: '' };
  const first = pieces[0];
  if (first && first.instead === undefined) {
    const opening = structure.opening(text, first.from, first.to);
    if (opening) {
      Object.assign(told, opening);
      first.from = opening.start;
      if (first.from >= first.to) pieces.shift();
    }
  }
  if (cue.speaker !== undefined && told.speaker === undefined) {
    told.speaker = cue.speaker;
    told.role = structure.roleOfSpeaker(cue.speaker);
  }
  const last = pieces.at(-1);
  if (last) told.end = last.instead ?? text.slice(Math.max(last.from, last.to - 4), last.to);
  return told;
}

/** Trims one piece; true if nothing is left. */
function trimmed(piece: Cue['pieces'][number], text: string, front: boolean): boolean {
  if (piece.instead !== undefined) return piece.instead.trim() === '';
  if (front) while (piece.from < piece.to && blank(text.charCodeAt(piece.from))) piece.from += 1;
  else while (piece.to > piece.from && blank(text.charCodeAt(piece.to - 1))) piece.to -= 1;
  return piece.from >= piece.to;
}

function joins(current: Utterance, { start }: Cue, { pieces, speaker }: Told, copy: CopyText): boolean {
  // Events of styling tools stand in any order; an utterance is one stretch of the file.
  if (pieces[0] === undefined || pieces[0].from < current.to) return false;
  return goesOn(current, { speaker, start }, copy.length - current.start, true);
}

function join(copy: CopyText, text: string, next: Cue['pieces'][number]): void {
  const after = next.instead ?? text[next.from]!;
  if (/^[A-Za-z0-9]/.test(after) && copy.endsInLatin) copy.add(' ', next.from, 0);
}

function labelled(place: Place, found: { cue: Cue; speaker?: string } | undefined): Place {
  const time = found?.cue.start;
  const speaker = found?.speaker;
  if (time === undefined) return place;
  return {
    ...place,
    label: speaker === undefined ? clockText(time) : `${clockText(time)} ${speaker}`,
    at: { time, ...(speaker === undefined ? {} : { speaker }) },
  };
}
