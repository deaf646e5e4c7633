import type { Zip } from '../../input/office/zip.js';
import { applied, ordered } from '../edits.js';
import { Refusal } from '../refusal.js';
import type { Edit } from '../types.js';

/** One XML file of an archive, as text and back. @throws Refusal where it is in no encoding that can be put back */
export function xmlPart(zip: Zip, name: string): { text: string; bytes(text: string): Buffer } {
  const raw = zip.read(name);
  const text = zip.text(name);
  const wide = raw[0] === 0xff || raw[0] === 0xfe;
  const bytes = (changed: string): Buffer => {
    if (!wide) return Buffer.from(raw[0] === 0xef ? `\ufeff${changed}` : changed, 'utf8');
    const units = Buffer.from(`\ufeff${changed}`, 'utf16le');
    return raw[0] === 0xfe ? units.swap16() : units;
  };
  // An encoding that only the XML declaration names would be broken by writing it as UTF-8.
  if (!bytes(text).equals(raw)) throw new Refusal('structure');
  return { text, bytes };
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** Edits of the texts inside `<t>` elements, escaped; a text that now begins or ends with a space says that it counts. */
export function textEdits(xml: string, edits: readonly Edit[]): Edit[] {
  if (edits.some(({ text }) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)))
    throw new Refusal('structure');
  const safe = ordered(edits.map((edit) => ({ ...edit, text: escapeXml(edit.text) })));
  const kept = new Map<number, Edit>();
  for (const { start } of safe) {
    const tag = xml.lastIndexOf('<', start - 1);
    const open = xml.indexOf('>', tag);
    const close = xml.indexOf('<', open);
    if (tag < 0 || close < 0 || /\sxml:space\s*=/.test(xml.slice(tag, open))) continue;
    const inside = safe.filter((edit) => edit.start > open && edit.end <= close);
    const moved = inside.map((edit) => ({ ...edit, start: edit.start - open - 1, end: edit.end - open - 1 }));
    const text = applied(xml.slice(open + 1, close), moved);
    if (text !== text.trim()) kept.set(open, { start: open, end: open, text: ' xml:space="preserve"' });
  }
  return ordered([...safe, ...kept.values()]);
}
