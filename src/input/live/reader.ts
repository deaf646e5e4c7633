import type { Script } from '../../model.js';
import { InputError } from '../error.js';
import type { Structure } from '../structure.js';
import { parseJson, segmentsOf } from '../transcripts/parse.js';
import type { Segment } from '../transcripts/segment.js';
import { SHAPES } from '../transcripts/shapes.js';
import { LineDecoder, type TextLine } from './decoder.js';
import { LiveScript } from './script.js';

/** Records by which a recogniser's repetition is known: it may send what is settled once more with every message. */
const REMEMBERED = 256;

/** A JSON record, or a list of them; `[场控]` and `[00:12]` before copy are none. */
const JSON_LINE = /^\s*(?:\{|\[\s*(?:[{[\]]|$))/;

export interface LiveOptions {
  structure: Structure;
  encoding?: string;
}

/** What one line of a stream gave: parts to judge, or what is wrong with it. */
export type LiveLine = { number: number; scripts: Script[] } | { error: InputError };

/** Utterances as they come, one a line: plain text, or a recogniser's JSON. No line ends the stream. */
export class LiveReader {
  private readonly decoder: LineDecoder;
  private readonly script: LiveScript;
  private readonly heard = new Set<string>();

  constructor(
    private readonly path: string,
    { structure, encoding }: LiveOptions,
  ) {
    this.decoder = new LineDecoder(path, encoding);
    this.script = new LiveScript(path, structure);
  }

  push(chunk: Uint8Array): LiveLine[] {
    return this.decoder.push(chunk).map((line) => this.line(line));
  }

  end(): LiveLine[] {
    return this.decoder.end().map((line) => this.line(line));
  }

  private line(line: TextLine | InputError): LiveLine {
    if (line instanceof InputError) return { error: line };
    try {
      return { number: line.number, scripts: this.scripts(line) };
    } catch (error) {
      if (error instanceof InputError) return { error };
      throw error;
    }
  }

  private scripts({ number, text }: TextLine): Script[] {
    const next = (segment: Segment): Script[] => {
      const script = this.script.next({ ...segment, line: number, column: 0 });
      return script ? [script] : [];
    };
    if (!JSON_LINE.test(text)) return next({ text });
    const segments = segmentsOf(parseJson(text, this.path, number));
    if (segments === undefined) {
      const known = SHAPES.map(({ name }) => name).join('、');
      throw new InputError('unknown-shape', this.path, { format: 'JSON', known }, { line: number });
    }
    return segments.filter((segment) => this.isNew(segment)).flatMap(next);
  }

  private isNew({ text, start, speaker }: Segment): boolean {
    if (start === undefined) return true;
    const key = `${start} ${speaker} ${text}`;
    if (this.heard.has(key)) return false;
    this.heard.add(key);
    if (this.heard.size > REMEMBERED) this.heard.delete(this.heard.values().next().value!);
    return true;
  }
}
