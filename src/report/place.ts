import { isAbsolute, relative, sep } from 'node:path';
import type { Finding, Place, Script } from '../model.js';

/**
 * The four column units in the wild. Places carry UTF-16 columns; each formatter asks for the unit its consumer wants.
 */
export type ColumnUnit = 'utf16' | 'characters' | 'bytes';

/** Text of the line up to a place, or undefined where the script is not at hand. */
function beforeOnLine(script: Script | undefined, offsetInFile: number, place: Place): string | undefined {
  if (!script) return undefined;
  const offset = offsetInFile - script.part.offset;
  if (offset < 0 || offset > script.text.length) return undefined;
  const start = script.text.lastIndexOf('\n', offset - 1) + 1;
  const text = script.text.slice(start, offset);
  // Formats that are no plain text (sheets, documents) number their places otherwise; then the text says nothing about the column.
  return text.length === place.column - 1 ? text : undefined;
}

/** 1-based column in the wanted unit. */
export function columnIn(unit: ColumnUnit, script: Script | undefined, offsetInFile: number, place: Place): number {
  if (unit === 'utf16') return place.column;
  const before = beforeOnLine(script, offsetInFile, place);
  if (before === undefined) return place.column;
  return unit === 'bytes' ? Buffer.byteLength(before, 'utf8') + 1 : [...before].length + 1;
}

/** Place of a finding's first character as people count it. */
export function personPlace(finding: Finding, script: Script | undefined): Place {
  return { ...finding.start, column: columnIn('characters', script, finding.span.start, finding.start) };
}

/** `path:line:column`, or the label of formats without lines. */
export function placeText(path: string, place: Place): string {
  return place.label ? `${path}:${place.label}` : `${path}:${place.line}:${place.column}`;
}

/** Relative to the working directory where the file lies below it, with `/` on every system. */
export function shownPath(path: string, cwd: string): string {
  if (!isAbsolute(path)) return path.split(sep).join('/');
  const rel = relative(cwd, path);
  return (rel === '' || rel.startsWith('..') || isAbsolute(rel) ? path : rel).split(sep).join('/');
}

/** Place of any offset of the file's text; falls back to the finding's own start. */
export function locateIn(script: Script | undefined, offsetInFile: number, fallback: Place): Place {
  if (!script) return fallback;
  const offset = offsetInFile - script.part.offset;
  return offset < 0 || offset > script.text.length ? fallback : script.locate(offset);
}
