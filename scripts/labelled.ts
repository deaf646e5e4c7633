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
