/** Reads fixtures/labelled/*.txt: an utterance a line, what breaks a rule marked ⟦category:words⟧, `#` before a comment. */
import type { Span } from '../src/model.js';

export interface LabelledText {
  /** without marks */
  text: string;
  /** empty: lawful */
  categories: string[];
  /** what is marked; offsets into `text` */
  spans: Span[];
  /** file:line */
  place: string;
}

const MARK = /⟦([a-z+]+):([^⟦⟧]+)⟧/g;

/** @throws Error naming the line whose marks are not well formed */
export function readLabelled(file: string, name: string): LabelledText[] {
  return file.split(/\r?\n/).flatMap((line, i): LabelledText[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const place = `${name}:${i + 1}`;
    const categories = new Set<string>();
    const spans: Span[] = [];
    let removed = 0;
    const text = line.replace(MARK, (mark: string, named: string, words: string, at: number) => {
      for (const category of named.split('+')) categories.add(category);
      spans.push({ start: at - removed, end: at - removed + words.length });
      removed += mark.length - words.length;
      return words;
    });
    if (/[⟦⟧]/.test(text)) throw new Error(`${place}: a mark is not well formed: write ⟦category:words⟧`);
    return [{ text, categories: [...categories], spans, place }];
  });
}

/** A clause that stood beside a breach. */
export interface Leftover {
  clause: string;
  /** without the breach it says nothing */
  goes: boolean;
}

/**
 * Reads fixtures/leftovers.txt: a clause a line, `-` in front of one that goes with the breach beside it, `+` of one that stays.
 * @throws Error naming the line that begins otherwise
 */
export function readLeftovers(file: string, name: string): Leftover[] {
  return file.split(/\r?\n/).flatMap((line, i): Leftover[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    if (!/^[-+] \S/.test(line)) throw new Error(`${name}:${i + 1}: begin with "- " (goes) or "+ " (stays)`);
    return [{ clause: line.slice(2).trim(), goes: line.startsWith('-') }];
  });
}
