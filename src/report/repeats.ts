import type { Finding } from '../model.js';

/** Words told in full: past these many, the ones not heard for the longest time are told anew. */
const REMEMBERED = 4096;

export interface Repeated {
  rule: string;
  text: string;
  count: number;
}

/** What a host says again and again is told in full once, and then by its count. */
export class Repeats {
  private readonly known = new Map<string, Repeated>();

  constructor(private readonly limit = REMEMBERED) {}

  /** How often these words have broken this rule by now, this time included. */
  count({ rule, text }: Finding): number {
    const key = `${rule}\n${text.replace(/\s+/g, '')}`;
    const entry = this.known.get(key) ?? { rule, text, count: 0 };
    entry.count += 1;
    this.known.delete(key);
    this.known.set(key, entry);
    if (this.known.size > this.limit) this.known.delete(this.known.keys().next().value!);
    return entry.count;
  }

  /** The most repeated, at least twice. */
  most(limit: number): Repeated[] {
    return [...this.known.values()]
      .filter(({ count }) => count > 1)
      .sort((a, b) => b.count - a.count)
      .slice(0, limit);
  }
}

/** 2, 5, 10, 20, 50, …: worth a line of its own. */
export const worthTelling = (count: number): boolean => count > 1 && /^[125]0*$/.test(String(count));
