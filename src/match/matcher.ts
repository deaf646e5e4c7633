/** A Program ready to run: finds which patterns match where, trying a pattern only where one of its literals stands. */

import type { Span } from '../model.js';
import { localise } from '../rules/localise.js';
import { parsePattern } from '../rules/notation.js';
import { Pool } from '../rules/pool.js';
import { HIT_USES, type HitUse, POSTING, type Program } from '../rules/program.js';
import { type Bits, bitsOf, mayHold } from './bits.js';
import { Lookup } from './lookup.js';
import { type Compiled, Machine } from './machine.js';
import type { Match, TokenView } from './tape.js';
import { Tried } from './tried.js';

export interface PatternMatch extends Match {
  pattern: number;
}

export class Matcher {
  private readonly machine: Machine;
  private readonly compiled: (Compiled | undefined)[];
  private readonly main: Lookup;
  private readonly pool: Pool;
  private readonly count: number;
  private readonly entries: Program['entries'];
  private readonly tried = new Tried();
  private context: Lookup | undefined;
  /** the literals of context patterns in the loaded text are known */
  private ready = false;
  /** by the number of the set */
  private readonly firsts: (Bits | null | undefined)[];
  /** patterns asked for by text at run time, after the numbered ones */
  private readonly adHoc = new Map<string, Compiled>();

  constructor(private readonly program: Program) {
    this.pool = new Pool(program.pool);
    this.entries = program.entries;
    this.count = program.entries.length / 3;
    this.machine = new Machine(this.pool);
    // Of their full length, since arrays with few entries far apart are kept as slower tables.
    this.compiled = new Array(this.count);
    this.firsts = new Array(program.pool.setAt.length);
    this.main = new Lookup(program.main);
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
    tape.window++;
    this.ready = false;
  }

  /**
   * All matches of the patterns that are looked for everywhere, by start. Overlaps are left in.
   * @param wanted pattern → 0 if its matches are of no use; default: all are wanted
   */
  findAll(text: string, found: (match: PatternMatch) => void, wanted?: Uint8Array): void {
    const { main, tried } = this;
    const patterns = this.count;
    const { at: starts, all } = this.program.main.postings;
    main.scan(text);
    tried.clear();
    const { literals, places, count } = main.hits;
    for (let h = 0; h < count; h++) {
      const at = places[h] as number;
      const literal = literals[h] as number;
      const end = starts[literal + 1] as number;
      for (let i = starts[literal] as number; i < end; i += POSTING) {
        const pattern = all[i] as number;
        if (wanted !== undefined && wanted[pattern] === 0) continue;
        const last = at - (all[i + 1] as number);
        const from = Math.max(0, at - (all[i + 2] as number));
        if (last < from) continue;
        const group = all[i + 3] as number;
        if (group >= 0 && !main.stands(group, from + (all[i + 4] as number), last + (all[i + 5] as number))) continue;
        // The first of its needs came with the posting.
        if (!main.possible(pattern, from, last, 0, 0, 1)) continue;
        const head = main.head(pattern);
        if (head === -1) continue;
        const first = this.first(pattern);
        for (let start = from; start <= last; start++) {
          if (head >= 0 ? !main.begins(head, start) : first !== null && !mayHold(first, text.charCodeAt(start)))
            continue;
          if (last > from && !main.possible(pattern, start, start)) continue;
          if (!tried.add(start * patterns + pattern)) continue;
          const match = this.pattern(pattern).try(start);
          if (match) found({ pattern, start, end: match.end, mark: match.mark, captures: match.captures });
        }
      }
    }
  }

  /** One attempt in the loaded text, whether or not the index would have led there. */
  tryAt(pattern: number, at: number): Match | undefined {
    return this.pattern(pattern).try(at);
  }

  /**
   * The first match of the first of some context patterns that has one within a range which `accept` takes. `hit` is what
   * <hit> stands for.
   */
  search(patterns: readonly number[], range: Span, hit: Span, accept?: (match: Match) => boolean): Match | undefined {
    const { entries } = this;
    const context = this.nearby();
    let narrowed = false;
    let match: Match | undefined;
    // Dozens of patterns are asked for around each hit, and a look at what they need settles nearly all of them.
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i] as number;
      const use = HIT_USES[entries[pattern * 3 + 2] as number] as HitUse;
      const from = use === 'first' ? hit.start : range.start;
      const last = use === 'none' ? range.end - 1 : Math.min(hit.start, range.end - 1);
      if (!context.possible(pattern, from, last, hit.start, hit.end)) continue;
      const head = context.head(pattern);
      if (head === -1) continue;
      if (!narrowed) this.narrow(range, hit);
      narrowed = true;
      match = this.between(pattern, head, from, last, hit, accept);
      if (match) break;
    }
    if (narrowed) this.widen();
    return match;
  }

  /** The first match that begins `from`..`last`; `head` as the context patterns' index tells it. */
  private between(
    pattern: number,
    head: number,
    from: number,
    last: number,
    hit: Span,
    accept?: (match: Match) => boolean,
  ): Match | undefined {
    const context = this.nearby();
    const first = this.first(pattern);
    const { text } = this.machine.tape;
    for (let at = from; at <= last; at++) {
      if (head >= 0 ? !context.begins(head, at) : first !== null && !mayHold(first, text.charCodeAt(at))) continue;
      if (last > from && !context.possible(pattern, at, at, hit.start, hit.end)) continue;
      const match = this.pattern(pattern).try(at);
      if (match && (accept === undefined || accept(match))) return match;
    }
    return undefined;
  }

  /** As `search`, but an attempt at every place, whether or not a match could begin there. */
  searchEverywhere(pattern: number, range: Span, hit: Span): Match | undefined {
    this.narrow(range, hit);
    let match: Match | undefined;
    for (let at = range.start; at < range.end && !match; at++) match = this.pattern(pattern).try(at);
    this.widen();
    return match;
  }

  /** From now on attempts match only within a range, around the words hit. */
  private narrow(range: Span, hit: Span): void {
    const { tape } = this.machine;
    tape.lo = range.start;
    tape.hi = range.end;
    tape.hitStart = hit.start;
    tape.hitEnd = hit.end;
    tape.window++;
  }

  /** From now on attempts match anywhere in the text again. */
  private widen(): void {
    const { tape } = this.machine;
    tape.lo = 0;
    tape.hi = tape.text.length;
    tape.hitStart = -1;
    tape.window++;
  }

  /** What stands in the loaded text for context patterns; told once a text, when first asked for. */
  private nearby(): Lookup {
    this.context ??= new Lookup(this.program.context);
    if (!this.ready) this.context.scan(this.machine.tape.text);
    this.ready = true;
    return this.context;
  }

  /** All non-overlapping matches of a pattern given as text, in a text of its own. For rewriting. */
  findPattern(source: string, pack: string, text: string): Match[] {
    const key = `${pack}\n${source}`;
    let run = this.adHoc.get(key);
    if (!run) {
      run = this.machine.matcher(() => localise(parsePattern(source), pack, (list) => this.pool.hasList(list)));
      this.adHoc.set(key, run);
    }
    const { tape } = this.machine;
    const outer = { text: tape.text, hi: tape.hi, lo: tape.lo };
    tape.text = text;
    tape.lo = 0;
    tape.hi = text.length;
    tape.epoch++;
    tape.window++;
    const matches: Match[] = [];
    const first = run.first();
    for (let at = 0; at < text.length; ) {
      if (first !== null && !mayHold(first, text.charCodeAt(at))) {
        at++;
        continue;
      }
      const match = run.try(at);
      if (match && match.end > at) {
        matches.push(match);
        at = match.end;
      } else at++;
    }
    Object.assign(tape, outer);
    tape.epoch++;
    tape.window++;
    return matches;
  }

  private pattern(number: number): Compiled {
    let compiled = this.compiled[number];
    if (!compiled) {
      compiled = this.machine.matcher(() => this.pool.node(this.entries[number * 3] as number));
      this.compiled[number] = compiled;
    }
    return compiled;
  }

  /** The characters with which a match of a pattern can begin; null: any. */
  private first(number: number): Bits | null {
    const set = this.entries[number * 3 + 1] as number;
    let first = this.firsts[set];
    if (first === undefined) {
      first = bitsOf(this.pool.set(set));
      this.firsts[set] = first;
    }
    return first;
  }
}
