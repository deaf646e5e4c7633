import { Parser } from 'htmlparser2';
import { InputError } from '../error.js';

/** What a reader of XML wants to know. Names come without their namespace prefix; offsets point into the XML text. */
export interface XmlHandler {
  /** `from`, `to`: the tag */
  open?(name: string, attributes: Record<string, string>, from: number, to: number): void;
  text?(text: string, from: number, size: number): void;
  /** `to`: the end of the closing tag */
  close?(name: string, to: number): void;
}

const MAX_DEPTH = 500;

/** Reads XML of an office file. Entities declared in it are never expanded: there is nothing to blow up. */
export function readXml(xml: string, handler: XmlHandler, path: string): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        if (depth > MAX_DEPTH) throw new InputError('too-deep', path, { limit: MAX_DEPTH });
        handler.open?.(local(name), attributes, parser.startIndex, parser.endIndex + 1);
      },
      ontext: (text) => handler.text?.(text, parser.startIndex, parser.endIndex + 1 - parser.startIndex),
      onclosetag: (name) => {
        depth -= 1;
        handler.close?.(local(name), parser.endIndex + 1);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute by its name without prefix: `w:val`, `val`. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  for (const key of Object.keys(attributes)) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}
