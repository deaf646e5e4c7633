import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Place, Script } from '../model.js';
import { Recorded } from './recorded.js';
import type { ScriptText } from './types.js';

/**
 * The four column units in the wild. Places carry UTF-16 columns; each formatter asks for the unit its consumer wants.
 */
export type ColumnUnit = 'utf16' | 'characters' | 'bytes';

/** How far a line has been measured: findings come in order, so each one is measured from the last. */
interface Measured {
  start: number;
  offset: number;
  characters: number;
  bytes: number;
}

const measured = new WeakMap<Script, Measured>();

/** Characters and bytes of the line up to a place, or undefined where the script is not at hand. */
function beforeOnLine(script: Script | undefined, offsetInFile: number, place: Place): Measured | undefined {
  if (!script) return undefined;
  const offset = offsetInFile - script.part.offset;
  if (offset < 0 || offset > script.text.length) return undefined;
  const { text } = script;
  const last = measured.get(script);
  const onward = last !== undefined && last.offset <= offset ? text.slice(last.offset, offset) : undefined;
  let now: Measured;
  if (last && onward !== undefined && !onward.includes('\n')) now = add(last, onward);
  else {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    now = add({ start, offset: start, characters: 0, bytes: 0 }, text.slice(start, offset));
  }
  measured.set(script, now);
  // Formats that are no plain text (sheets, documents) number their places otherwise; then the text says nothing about the column.
  return now.offset - now.start === place.column - 1 ? now : undefined;
}

function add(from: Measured, text: string): Measured {
  let characters = 0;
  for (const _ of text) characters++;
  return {
    start: from.start,
    offset: from.offset + text.length,
    characters: from.characters + characters,
    bytes: from.bytes + Buffer.byteLength(text, 'utf8'),
  };
}

/** 1-based column in the wanted unit. */
export function columnIn(unit: ColumnUnit, script: ScriptText | undefined, offsetInFile: number, place: Place): number {
  if (unit === 'utf16') return place.column;
  if (script instanceof Recorded) return script.at(offsetInFile)?.[unit] ?? place.column;
  const before = beforeOnLine(script, offsetInFile, place);
  return before === undefined ? place.column : before[unit] + 1;
}

/** Place of a finding's first character as people count it. */
export function personPlace(finding: Finding, script: ScriptText | undefined): Place {
  return { ...finding.start, column: columnIn('characters', script, finding.span.start, finding.start) };
}

/** `path:line:column`, or the label of formats without lines. */
export function placeText(path: string, place: Place): string {
  return place.label ? `${path}:${place.label}` : `${path}:${place.line}:${place.column}`;
}

/** The file's address for a terminal's link; none for standard input. */
export function fileUrl(path: string, cwd: string): string | undefined {
  return path === '-' || path.startsWith('<') ? undefined : pathToFileURL(resolve(cwd, path)).href;
}

/** Relative to the working directory where the file lies below it, with `/` on every system. */
export function shownPath(path: string, cwd: string): string {
  if (!isAbsolute(path)) return path.split(sep).join('/');
  const rel = relative(cwd, path);
  return (rel === '' || rel.startsWith('..') || isAbsolute(rel) ? path : rel).split(sep).join('/');
}

/** Place of any offset of the file's text; falls back to the finding's own start. */
export function locateIn(script: ScriptText | undefined, offsetInFile: number, fallback: Place): Place {
  if (!script) return fallback;
  if (script instanceof Recorded) return script.at(offsetInFile)?.place ?? fallback;
  const offset = offsetInFile - script.part.offset;
  return offset < 0 || offset > script.text.length ? fallback : script.locate(offset);
}
