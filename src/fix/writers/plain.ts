import type { Encoding } from '../../input/decode.js';
import { decode, encodingNamed } from '../../input/decode.js';
import type { Script, Stretch } from '../../model.js';
import { type Decoded, splice } from '../splice.js';
import type { Edit } from '../types.js';

/** What the writers of text formats share: the decoded file, and the way from the copy into it. */
export class PlainFile {
  readonly decoded: Decoded;

  constructor(
    private readonly bytes: Buffer,
    scripts: readonly Script[],
    path: string,
  ) {
    const { name, bom } = scripts[0]!.encoding ?? { name: 'utf-8', bom: false };
    const encoding: Encoding = encodingNamed(name, path);
    this.decoded = { text: decode(bytes, path, encoding).text, encoding, bom };
  }

  get text(): string {
    return this.decoded.text;
  }

  stretches(script: Script, span: { start: number; end: number }): Stretch[] {
    if (script.stretches) return script.stretches(span);
    const { offset } = script.part;
    return [{ ...span, from: span.start + offset, to: span.end + offset }];
  }

  write(edits: readonly Edit[]): Promise<Buffer> {
    return splice(this.bytes, this.decoded, edits);
  }
}
