import { InputError } from '../error.js';
import { jsonFault } from '../json-fault.js';
import type { Segment } from './segment.js';
import { SHAPES } from './shapes.js';

/** Deeper than any recogniser writes; guards the stack of whatever walks the values. */
const MAX_DEPTH = 200;

/** The segments of a recogniser's record, or undefined where it has the shape of none. */
export function segmentsOf(value: unknown): Segment[] | undefined {
  for (const shape of SHAPES) {
    const segments = shape.segments(value);
    if (segments !== undefined) return segments;
  }
  return undefined;
}

/**
 * `line`: where the text is one line of a file.
 * @throws InputError with line and column
 */
export function parseJson(text: string, path: string, line?: number): unknown {
  guardDepth(text, path, line);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const { offset, reason } = jsonFault(error as Error, text);
    const before = text.slice(0, offset).split('\n');
    throw new InputError(
      'malformed',
      path,
      { format: 'JSON', reason },
      { line: line ?? before.length, column: before.at(-1)!.length + 1 },
    );
  }
}

function guardDepth(text: string, path: string, line?: number): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (quoted) {
      if (unit === 0x5c) at += 1;
      else if (unit === 0x22) quoted = false;
    } else if (unit === 0x22) quoted = true;
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH)
        throw new InputError('too-deep', path, { limit: MAX_DEPTH }, line === undefined ? {} : { line });
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
}
