import { isAscii, isUtf8 } from 'node:buffer';
import { detect, type Encoding, encodingNamed, firstInvalidUtf8 } from '../decode.js';
import { InputError } from '../error.js';
import { LineSplitter, MAX_LINE_BYTES, type RawLine } from './lines.js';

export interface TextLine {
  /** 1-based */
  number: number;
  text: string;
}

/**
 * Bytes of a stream → its lines as text. The first line that is no plain ASCII settles the encoding, unless it was given or
 * a byte order mark says it. A line that cannot be read comes as an error in its place, and the stream goes on.
 */
export class LineDecoder {
  private encoding: Encoding | undefined;
  private splitter: LineSplitter | undefined;
  private head: Buffer = Buffer.alloc(0);

  constructor(
    private readonly path: string,
    given?: string,
  ) {
    if (given !== undefined) this.encoding = encodingNamed(given, path);
  }

  push(chunk: Uint8Array): (TextLine | InputError)[] {
    if (this.splitter) return this.decoded(this.splitter.push(chunk));
    // Two bytes are a byte order mark or part of the first line; a line end among them settles it.
    this.head = Buffer.concat([this.head, chunk]);
    return this.head.length < 3 && !this.head.includes(10) ? [] : this.begin();
  }

  end(): (TextLine | InputError)[] {
    const first = this.splitter ? [] : this.begin();
    return [...first, ...this.decoded(this.splitter!.end())];
  }

  private begin(): (TextLine | InputError)[] {
    const { head } = this;
    let skip = 0;
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) [this.encoding, skip] = ['utf-8', 3];
    else if (head[0] === 0xff && head[1] === 0xfe) [this.encoding, skip] = ['utf-16le', 2];
    else if (head[0] === 0xfe && head[1] === 0xff) [this.encoding, skip] = ['utf-16be', 2];
    const { encoding } = this;
    this.splitter = new LineSplitter(encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : undefined);
    return this.decoded(this.splitter.push(head.subarray(skip)));
  }

  private decoded(lines: RawLine[]): (TextLine | InputError)[] {
    return lines.map((line) => {
      try {
        if (line.tooLong)
          throw new InputError('long-line', this.path, { limit: MAX_LINE_BYTES }, { line: line.number });
        return { number: line.number, text: shown(this.decode(line)) };
      } catch (error) {
        if (error instanceof InputError) return error;
        throw error;
      }
    });
  }

  private decode({ bytes, number }: RawLine): string {
    const at = { line: number };
    if (this.encoding === undefined && !isAscii(bytes)) {
      const invalid = (offset: number): InputError =>
        new InputError('invalid-text', this.path, { encoding: 'UTF-8', offset }, at);
      this.encoding = isUtf8(bytes) ? 'utf-8' : this.detected(bytes, invalid, number);
    }
    const encoding = this.encoding ?? 'utf-8';
    if (!encoding.startsWith('utf-16') && bytes.includes(0)) throw new InputError('binary', this.path, {}, at);
    if (encoding === 'utf-8') {
      if (isUtf8(bytes)) return bytes.toString('utf8');
      throw new InputError('invalid-text', this.path, { encoding: 'UTF-8', offset: firstInvalidUtf8(bytes) }, at);
    }
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      throw new InputError('invalid-text', this.path, { encoding: encoding.toUpperCase(), offset: 0 }, at);
    }
  }

  private detected(bytes: Buffer, invalid: (offset: number) => InputError, line: number): Encoding {
    try {
      const found = detect(bytes, this.path, invalid);
      // A stream that was cut at single line ends is no UTF-16.
      if (!found.startsWith('utf-16')) return found;
    } catch (error) {
      if (error instanceof InputError && error.line === undefined)
        throw new InputError(error.code, this.path, error.data, { line });
      throw error;
    }
    throw invalid(firstInvalidUtf8(bytes));
  }
}

/** Escape sequences of terminals, and what a carriage return wiped out: recognisers redraw a line until it is settled. */
function shown(text: string): string {
  if (!/[\r\u001b]/.test(text)) return text;
  const plain = text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/\r+$/, '');
  return plain.slice(plain.lastIndexOf('\r') + 1);
}
