/** A Program ready to run: finds which patterns match where, trying a pattern only where one of its literals stands. */

import { listReader, localise } from '../rules/localise.js';
import { type Node, parsePattern, walk } from '../rules/notation.js';
import type { PatternIndex, Program } from '../rules/program.js';
import type { First } from './first.js';
import { Machine, type Match, type TokenView } from './machine.js';
import { Trie } from './trie.js';

export interface PatternMatch extends Match {
  pattern: number;
}

interface Compiled {
  try(at: number): Match | undefined;
}

/** Pattern → ranges in which it could begin: from, last, from, last, … */
export type Candidates = Map<number, number[]>;

/** Where a pattern names the words that were hit: that says where a match of it can begin. */
type HitUse = 'none' | 'first' | 'later';

export class Matcher {
  private readonly machine: Machine;
  private readonly compiled: (Compiled | undefined)[] = [];
  private readonly main: Lookup;
  private context: Lookup | undefined;
  private readonly firsts = new Map<string, ReadonlySet<number>>();
  private readonly hitUses = new Map<number, HitUse>();
  /** patterns asked for by text at run time, after the numbered ones */
  private readonly adHoc = new Map<string, Compiled>();

  constructor(private readonly program: Program) {
    this.machine = new Machine(listReader(program.lists));
    this.main = this.lookup(program.main);
  }

  /** Points the matcher at a text. All offsets that follow are into it. */
  load(text: string, tokens: TokenView): void {
    const { tape } = this.machine;
    tape.text = text;
    tape.tokens = tokens;
    tape.lo = 0;
    tape.hi = text.length;
    tape.hitStart = -1;
    tape.epoch++;
  }

  /** All matches of the patterns that are looked for everywhere, by start. Overlaps are left in. */
  findAll(text: string, found: (match: PatternMatch) => void): void {
    const count = this.program.patterns.length;
    let tried: Set<number> | undefined;
    this.main.candidates(text, (pattern, from, last) => {
      const first = this.first(pattern);
      let run: Compiled | undefined;
      for (let start = from; start <= last; start++) {
        if (first !== null && !first.has(text.charCodeAt(start))) continue;
        // Kept small: a set of large numbers is several times slower.
        const key = start * count + pattern;
        tried ??= new Set();
        if (tried.has(key)) continue;
        tried.add(key);
        run ??= this.pattern(pattern);
        const match = run.try(start);
        if (match) found({ ...match, pattern });
      }
    });
  }

  /** One attempt in the loaded text, whether or not the index would have led there. */
  tryAt(pattern: number, at: number): Match | undefined {
    return this.pattern(pattern).try(at);
  }

  /** Where context patterns could begin in the loaded text; made once a text, when first asked for. */
  contextCandidates(): Candidates {
    const { text } = this.machine.tape;
    this.context ??= this.lookup(this.program.context);
    const candidates: Candidates = new Map();
    this.context.candidates(text, (pattern, from, last) => {
      const list = candidates.get(pattern);
      if (list) list.push(from, last);
      else candidates.set(pattern, [from, last]);
    });
    return candidates;
  }

  /**
   * The first match of a context pattern within `lo`..`hi` that `accept` takes. `hit` is what <hit> stands for.
   */
  search(
    pattern: number,
    candidates: readonly number[] | undefined,
    range: { start: number; end: number },
    hit: { start: number; end: number },
    accept: (match: Match) => boolean,
  ): Match | undefined {
    const { tape } = this.machine;
    const hitUse = this.hitUse(pattern);
    if (hitUse === 'none' && !candidates) return undefined;
    const first = this.first(pattern);
    let run: Compiled | undefined;
    tape.lo = range.start;
    tape.hi = range.end;
    tape.hitStart = hit.start;
    tape.hitEnd = hit.end;
    let found: Match | undefined;
    const attempt = (from: number, last: number) => {
      const end = Math.min(last, range.end - 1);
      for (let at = Math.max(from, range.start); at <= end && !found; at++) {
        if (first !== null && !first.has(tape.text.charCodeAt(at))) continue;
        run ??= this.pattern(pattern);
        const match = run.try(at);
        if (match && accept(match)) found = match;
      }
    };
    if (hitUse === 'first') attempt(hit.start, hit.start);
    else if (hitUse === 'later') attempt(range.start, hit.start);
    else
      for (let i = 0; candidates && i < candidates.length && !found; i += 2)
        attempt(candidates[i]!, candidates[i + 1]!);
    tape.lo = 0;
    tape.hi = tape.text.length;
    tape.hitStart = -1;
    return found;
  }

  /** All non-overlapping matches of a pattern given as text, in a text of its own. For rewriting. */
  findPattern(source: string, pack: string, text: string): Match[] {
    const key = `${pack}\n${source}`;
    let run = this.adHoc.get(key);
    if (!run) {
      run = this.machine.matcher(() => localise(parsePattern(source), pack, this.program.lists));
      this.adHoc.set(key, run);
    }
    const { tape } = this.machine;
    const outer = { text: tape.text, hi: tape.hi, lo: tape.lo };
    tape.text = text;
    tape.lo = 0;
    tape.hi = text.length;
    tape.epoch++;
    const matches: Match[] = [];
    for (let at = 0; at < text.length; ) {
      const match = run.try(at);
      if (match && match.end > at) {
        matches.push(match);
        at = match.end;
      } else at++;
    }
    Object.assign(tape, outer);
    tape.epoch++;
    return matches;
  }

  private lookup(index: PatternIndex): Lookup {
    return new Lookup(index, this.program.patterns);
  }

  private hitUse(pattern: number): HitUse {
    let use = this.hitUses.get(pattern);
    if (use === undefined) {
      use = 'none';
      if (this.program.patterns[pattern]?.[0].includes('<hit>')) {
        const node = this.parse(pattern);
        walk(node, (n) => {
          if (n.k === 'hit') use = 'later';
        });
        if (node.k === 'hit' || (node.k === 'seq' && node.n[0]?.k === 'hit')) use = 'first';
      }
      this.hitUses.set(pattern, use);
    }
    return use;
  }

  private pattern(number: number): Compiled {
    let compiled = this.compiled[number];
    if (!compiled) {
      compiled = this.machine.matcher(() => this.parse(number));
      this.compiled[number] = compiled;
    }
    return compiled;
  }

  /** The characters with which a match of a pattern can begin; null: any. */
  private first(number: number): First {
    const characters = this.program.firsts[number] ?? 0;
    if (characters === 0) return null;
    let first = this.firsts.get(characters);
    if (!first) {
      first = new Set(Array.from({ length: characters.length }, (_, i) => characters.charCodeAt(i)));
      this.firsts.set(characters, first);
    }
    return first;
  }

  private parse(number: number): Node {
    const [source, pack] = this.program.patterns[number] as Program['patterns'][number];
    return localise(parsePattern(source), pack, this.program.lists);
  }
}

/** From the literals of an index to the places where its patterns are worth trying. */
class Lookup {
  private readonly trie: Trie;
  private readonly postings: readonly number[][];
  private readonly groups: readonly number[][];
  /** group → the last text it was seen in, and in which thirty-seconds of it */
  private readonly seen: Int32Array;
  private readonly where: Int32Array;
  /** (literal, place) of the text at hand */
  private hits = new Int32Array(1024);
  private text = 0;

  constructor(
    index: PatternIndex,
    private readonly patterns: Program['patterns'],
  ) {
    this.trie = new Trie(index.literals.map((literal, i) => [literal, i] as const));
    this.postings = index.postings;
    this.groups = index.groups;
    let most = 0;
    for (const groups of index.groups) for (const group of groups) if (group > most) most = group;
    this.seen = new Int32Array(most + 1);
    this.where = new Int32Array(most + 1);
  }

  /** Calls back with ranges, both ends included, in which a match of a pattern could begin. */
  candidates(text: string, found: (pattern: number, from: number, last: number) => void): void {
    const id = ++this.text;
    // A position is known by the thirty-second of the text it stands in.
    const size = Math.max(1, Math.ceil(text.length / 32));
    const count = this.scan(text, id, size);
    const { hits, postings } = this;
    for (let h = 0; h < count; h += 2) {
      const at = hits[h + 1] as number;
      const triples = postings[hits[h] as number] as number[];
      for (let i = 0; i < triples.length; i += 3) {
        const pattern = triples[i] as number;
        const from = Math.max(0, at - (triples[i + 2] as number));
        const last = at - (triples[i + 1] as number);
        if (last >= from && this.possible(pattern, from, last, id, size)) found(pattern, from, last);
      }
    }
  }

  /** Notes every literal, and where each group stands. Returns the length of `hits` that is in use. */
  private scan(text: string, id: number, size: number): number {
    const { groups, seen, where } = this;
    let count = 0;
    this.trie.scan(text, 0, text.length, (literal, at) => {
      if (count + 2 > this.hits.length) {
        const grown = new Int32Array(this.hits.length * 2);
        grown.set(this.hits);
        this.hits = grown;
      }
      this.hits[count++] = literal;
      this.hits[count++] = at;
      const of = groups[literal] as number[];
      if (of.length === 0) return;
      const bit = 1 << Math.floor(at / size);
      for (const group of of) {
        if (seen[group] === id) where[group] = (where[group] as number) | bit;
        else {
          seen[group] = id;
          where[group] = bit;
        }
      }
    });
    return count;
  }

  /** Whether the groups without which the pattern cannot match stand where a match that begins here would hold them. */
  private possible(pattern: number, from: number, last: number, id: number, size: number): boolean {
    const entry = this.patterns[pattern] as Program['patterns'][number];
    for (let i = 2; i < entry.length; i += 3) {
      const group = entry[i] as number;
      if (this.seen[group] !== id) return false;
      const first = Math.floor((from + (entry[i + 1] as number)) / size);
      const end = Math.floor((last + (entry[i + 2] as number)) / size);
      if (first > 31 || ((this.where[group] as number) & bits(first, end)) === 0) return false;
    }
    return true;
  }
}

/** A mask of bits `from`..`to`, both included, of 32. */
function bits(from: number, to: number): number {
  return (to >= 31 ? -1 : (1 << (to + 1)) - 1) & (-1 << from);
}
