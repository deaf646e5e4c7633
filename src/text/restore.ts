import { credible } from './credible.js';
import { CLASS, childOf, type DisguiseKind, type FoldTables, follow, type TermNode, type Variant } from './tables.js';

/** One character of a term, or several, as written. */
export interface Unit {
  start: number;
  end: number;
  /** what it stands for */
  target: string;
  /** undefined: written as it should be */
  variant: Variant | undefined;
}

/** A writing of a guarded term that is not its own. */
export interface Candidate {
  start: number;
  end: number;
  term: string;
  reversed: boolean;
  units: Unit[];
}

/** More in a gap is layout, not a disguise. Emoji count once. */
const MAX_JUNK = 3;

/**
 * Finds the longest credible disguised writing of a guarded term that starts at an offset.
 * The walk over the trie is bounded by the length of the terms; no state outlives a call to `at`.
 */
export class Restorer {
  private units: Unit[] = [];
  private best: Candidate | undefined;
  private dirty = 0;

  constructor(
    private readonly text: string,
    private readonly tables: FoldTables,
  ) {}

  at(start: number): Candidate | undefined {
    this.units = [];
    this.best = undefined;
    this.dirty = 0;
    this.step(this.tables.root, start);
    return this.best;
  }

  private walk(node: TermNode, at: number): void {
    if (node.term !== undefined && (this.dirty > 0 || node.reversed)) this.consider(node, node.term);
    if (node.keys === '') return;
    this.step(node, at);
    const after = skipJunk(this.text, at, this.tables.classes);
    if (after > at) {
      this.dirty++;
      this.step(node, after);
      this.dirty--;
    }
  }

  private step(node: TermNode, at: number): void {
    const { text, tables } = this;
    if (at >= text.length) return;
    const char = text[at]!;
    const plain = childOf(node, char);
    if (plain) this.enter(plain, { start: at, end: at + 1, target: char, variant: undefined });
    if ((tables.classes[text.charCodeAt(at)]! & CLASS.VARIANT) === 0) return;
    for (const variant of tables.variantsOf(text.charCodeAt(at))) {
      if (!text.startsWith(variant.text, at)) continue;
      const next = follow(node, variant.target);
      if (!next) continue;
      this.dirty++;
      this.enter(next, { start: at, end: at + variant.text.length, target: variant.target, variant });
      this.dirty--;
    }
  }

  private enter(node: TermNode, unit: Unit): void {
    this.units.push(unit);
    this.walk(node, unit.end);
    this.units.pop();
  }

  private consider(node: TermNode, term: string): void {
    const { units, best } = this;
    const end = units[units.length - 1]!.end;
    if (best && best.end >= end) return;
    const reversed = node.reversed === true;
    const candidate = { start: units[0]!.start, end, term, reversed, units: [...units] };
    if (credible(this.text, candidate, this.tables)) this.best = candidate;
  }
}

/** Offset behind at most three characters of junk. */
export function skipJunk(text: string, at: number, classes: Uint8Array): number {
  let i = at;
  for (let count = 0; count < MAX_JUNK && i < text.length; count++) {
    const code = text.charCodeAt(i);
    if ((classes[code]! & CLASS.JUNK) === 0) break;
    i += code >= 0xd800 && code < 0xdc00 ? 2 : 1;
  }
  return Math.min(i, text.length);
}

/** What to call it, where several ways of hiding meet: the most telling one. */
export function kindOf(candidate: Candidate): DisguiseKind {
  if (candidate.reversed) return 'reversed';
  for (const unit of candidate.units) if (unit.variant && !unit.variant.quiet) return unit.variant.kind;
  return 'inserted';
}

/** Ways of writing so common that they deceive nobody, and terms that claim nothing where they stand. */
export function isQuiet(text: string, candidate: Candidate, tables: FoldTables): boolean {
  const followers = tables.harmless.get(candidate.term);
  if (followers?.some((word) => text.startsWith(word, candidate.end))) return true;
  if (candidate.reversed) return false;
  let previous: Unit | undefined;
  for (const unit of candidate.units) {
    if (unit.variant && !unit.variant.quiet) return false;
    if (previous && !/^…*$/.test(text.slice(previous.end, unit.start))) return false;
    previous = unit;
  }
  return true;
}
