import type { Encoding } from '../input/decode.js';
import { Refusal } from './refusal.js';

/** Turns a piece of text into bytes of a file's encoding. @throws Refusal that names what the encoding cannot hold */
export type Encode = (text: string) => Buffer;

export async function encoderFor(encoding: Encoding): Promise<Encode> {
  switch (encoding) {
    case 'utf-8':
      return (text) => {
        // A half of a surrogate pair has no bytes in UTF-8.
        if (/\p{Surrogate}/u.test(text)) throw new Refusal('encoding', '\ufffd');
        return Buffer.from(text, 'utf8');
      };
    case 'utf-16le':
      return (text) => Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return (text) => Buffer.from(text, 'utf16le').swap16();
    default:
      return legacy(encoding);
  }
}

async function legacy(encoding: 'gb18030' | 'big5'): Promise<Encode> {
  // The platform only decodes these; the tables are large, and few files need them.
  const { default: iconv } = await import('iconv-lite');
  const decoder = new TextDecoder(encoding);
  const holds = (text: string, bytes: Uint8Array): boolean => decoder.decode(bytes) === text;
  return (text) => {
    const bytes = iconv.encode(text, encoding);
    // Read back as koubo and browsers read it: an encoder writes `?` for what it does not know.
    if (holds(text, bytes)) return bytes;
    const lost = [...text].filter((char) => !holds(char, iconv.encode(char, encoding)));
    throw new Refusal('encoding', [...new Set(lost)].join(''));
  };
}
