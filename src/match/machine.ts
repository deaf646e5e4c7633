/**
 * Syntax trees → matchers. A matcher is a chain of closures, each calling the next with the position it reached, so one
 * attempt allocates nothing. Wherever several ways lead to one place, a way that failed from there is remembered, so no
 * part of a pattern is tried twice at one place: an attempt costs at most the pattern's size times its longest match.
 */
import type { Span } from '../model.js';
import { type Node, walk } from '../rules/notation.js';
import { isClauseBreak, isHan, isSentenceEnd } from './boundaries.js';
import { type First, FirstCharacters } from './first.js';
import { SmallTrie } from './small-trie.js';

/** The tokens of the text around a position. Asked only when a pattern names a part of speech or a word edge. */
export interface TokenView {
  /** the token that starts at `at`, or undefined */
  startingAt(at: number): { end: number; pos: string } | undefined;
  /** whether a token starts or ends at `at` */
  isEdge(at: number): boolean;
}

/** What one attempt reads and writes. Shared: matching is synchronous and never re-entered. */
export interface Tape {
  text: string;
  /** no match may begin before `lo` or end after `hi` */
  lo: number;
  hi: number;
  tokens: TokenView;
  hitStart: number;
  hitEnd: number;
  markStart: number;
  markEnd: number;
  captures: Map<string, Span>;
  /** changes whenever `text` or `hi` does: what lists matched before holds no longer */
  epoch: number;
}

export interface Match extends Span {
  /** the reported part: the ⟦ ⟧ part, or all of it */
  mark: Span;
  captures: Record<string, string>;
}

type Step = (at: number) => number;

const accept: Step = (at) => at;

/** One run of a chain: what failed in it is forgotten when the next begins. */
interface Run {
  id: number;
}

/** Positions of one run lie closer together than this: rules/analyse.ts bounds a pattern's length, `reach` a look-behind's. */
const RING = 512;

/** `next`, tried at most once a run at each position. */
function once(next: Step, run: Run): Step {
  if (next === accept) return next;
  // Made when first needed: most chains of a short script are never run, or never fail.
  let failed: Int32Array | undefined;
  return (at) => {
    if (failed?.[at & (RING - 1)] === run.id) return -1;
    const end = next(at);
    if (end < 0) {
      failed ??= new Int32Array(RING);
      failed[at & (RING - 1)] = run.id;
    }
    return end;
  };
}

/** Compiles patterns against a fixed set of lists. Lists are compiled once, when first used. */
export class Machine {
  readonly tape: Tape = {
    text: '',
    lo: 0,
    hi: 0,
    tokens: { startingAt: () => undefined, isEdge: () => true },
    hitStart: -1,
    hitEnd: -1,
    markStart: -1,
    markEnd: -1,
    captures: new Map(),
    epoch: 0,
  };
  private readonly firsts: FirstCharacters;
  private readonly lists = new Map<string, (at: number) => readonly number[]>();

  /** @param items the patterns of a named list */
  constructor(private readonly items: (list: string) => readonly Node[]) {
    this.firsts = new FirstCharacters(items);
  }

  /** A matcher for one pattern. Compiled when first tried. */
  matcher(pattern: () => Node): { try(at: number): Match | undefined } {
    let run: Step | undefined;
    const { tape } = this;
    const scope: Run = { id: 0 };
    const attempt = (at: number): Match | undefined => {
      run ??= this.compile(pattern(), accept, scope);
      scope.id++;
      tape.markStart = -1;
      tape.captures.clear();
      const end = run(at);
      if (end < 0) return undefined;
      const mark = tape.markStart < 0 ? { start: at, end } : { start: tape.markStart, end: tape.markEnd };
      const captures: Record<string, string> = {};
      for (const [name, span] of tape.captures) captures[name] = tape.text.slice(span.start, span.end);
      return { start: at, end, mark, captures };
    };
    return { try: attempt };
  }

  private compile(node: Node, after: Step, run: Run): Step {
    const { tape } = this;
    const next = forks(node) ? once(after, run) : after;
    switch (node.k) {
      case 'lit':
        return literal(tape, node.s, next);
      case 'seq': {
        let chain = next;
        for (let i = node.n.length - 1; i >= 0; i--) chain = this.compile(node.n[i] as Node, chain, run);
        return chain;
      }
      case 'alt':
        return this.alternatives(node.n, next, run);
      case 'rep':
        return this.repeat(node.n, node.min, node.max, next, run);
      case 'ref': {
        const ends = this.list(node.name);
        return (at) => {
          for (const e of ends(at)) {
            const end = next(e);
            if (end >= 0) return end;
          }
          return -1;
        };
      }
      case 'char': {
        const test = CHARACTERS[node.set];
        return (at) => (at < tape.hi && test(tape.text.charCodeAt(at)) ? next(at + 1) : -1);
      }
      case 'slot':
        return (at) => {
          if (at >= tape.hi || tape.text[at] !== '〔') return -1;
          const close = tape.text.indexOf('〕', at);
          return close < 0 || close >= tape.hi || close - at > 24 ? -1 : next(close + 1);
        };
      case 'pos':
        return (at) => {
          const token = at < tape.hi ? tape.tokens.startingAt(at) : undefined;
          return token?.pos.startsWith(node.tag) && token.end <= tape.hi ? next(token.end) : -1;
        };
      case 'edge':
        return (at) => (tape.tokens.isEdge(at) ? next(at) : -1);
      case 'hit':
        return (at) => (at === tape.hitStart && tape.hitEnd <= tape.hi ? next(tape.hitEnd) : -1);
      case 'gap': {
        const stops = node.wide ? isSentenceEnd : isClauseBreak;
        return (at) => {
          for (let n = 0, p = at; ; n++, p++) {
            const end = next(p);
            if (end >= 0) return end;
            if (n >= node.max || p >= tape.hi || stops(tape.text, p)) return -1;
          }
        };
      }
      case 'cap': {
        let from = -1;
        const close: Step = (at) => {
          const before = tape.captures.get(node.name);
          tape.captures.set(node.name, { start: from, end: at });
          const end = next(at);
          if (end < 0) {
            if (before) tape.captures.set(node.name, before);
            else tape.captures.delete(node.name);
          }
          return end;
        };
        const inner = this.compile(node.n, close, run);
        return (at) => {
          const outer = from;
          from = at;
          const end = inner(at);
          from = outer;
          return end;
        };
      }
      case 'mark': {
        let from = -1;
        const close: Step = (at) => {
          const end = next(at);
          if (end >= 0 && tape.markStart < 0) {
            tape.markStart = from;
            tape.markEnd = at;
          }
          return end;
        };
        const inner = this.compile(node.n, close, run);
        return (at) => {
          from = at;
          return inner(at);
        };
      }
      case 'look':
        return this.look(node, next);
      case 'start':
        return (at) => (at === tape.lo || isClauseBreak(tape.text, at - 1) ? next(at) : -1);
      case 'end':
        return (at) => (at >= tape.text.length || isClauseBreak(tape.text, at) ? next(at) : -1);
    }
  }

  /** Branches in their order, but only those that can begin with the character at hand. */
  private alternatives(nodes: readonly Node[], next: Step, run: Run): Step {
    const { tape } = this;
    const branches = nodes.map((n) => ({ step: this.compile(n, next, run), first: this.firsts.of(n) }));
    const always = branches.filter((b) => b.first === null).map((b) => b.step);
    const byFirst = new Map<number, Step[]>();
    for (const { first } of branches)
      for (const c of first ?? [])
        if (!byFirst.has(c))
          byFirst.set(
            c,
            branches.filter((b) => b.first === null || b.first.has(c)).map((b) => b.step),
          );
    return (at) => {
      for (const branch of byFirst.get(tape.text.charCodeAt(at)) ?? always) {
        const end = branch(at);
        if (end >= 0) return end;
      }
      return -1;
    };
  }

  private repeat(node: Node, min: number, max: number, next: Step, run: Run): Step {
    let chain = next;
    for (let i = max; i > 0; i--) {
      const taken = this.compile(node, once(chain, run), run);
      const skipped = next;
      if (i <= min) chain = taken;
      else
        chain = (at) => {
          const end = taken(at);
          return end >= 0 ? end : skipped(at);
        };
    }
    return chain;
  }

  private look(node: Extract<Node, { k: 'look' }>, next: Step): Step {
    const { tape } = this;
    if (!node.behind) {
      const scope: Run = { id: 0 };
      const ahead = this.compile(node.n, accept, scope);
      return (at) => {
        scope.id++;
        // A look-ahead sees past the window: what follows decides the meaning even where no match may end there.
        const hi = tape.hi;
        if (hi === tape.text.length) return ahead(at) >= 0 === node.not ? -1 : next(at);
        tape.hi = tape.text.length;
        tape.epoch++;
        const found = ahead(at) >= 0;
        tape.hi = hi;
        tape.epoch++;
        return found === node.not ? -1 : next(at);
      };
    }
    let target = -1;
    const scope: Run = { id: 0 };
    const behind = this.compile(node.n, (at) => (at === target ? at : -1), scope);
    const reach = this.reach(node.n);
    return (at) => {
      const outer = target;
      target = at;
      scope.id++;
      let found = false;
      for (let p = at - 1; !found && p >= 0 && p >= at - reach; p--) found = behind(p) >= 0;
      target = outer;
      return found === node.not ? -1 : next(at);
    };
  }

  /** An upper bound of the characters a look-behind must go back. */
  private reach(node: Node): number {
    let sum = 0;
    walk(node, (n) => {
      if (n.k === 'lit') sum += n.s.length;
      else if (n.k === 'gap') sum += n.max;
      else if (n.k === 'ref') sum += Math.max(0, ...this.items(n.name).map((item) => this.reach(item)));
      else if (n.k === 'slot') sum += 24;
      else if (n.k === 'char' || n.k === 'pos') sum += 4;
    });
    return Math.min(sum, 60);
  }

  /** All ends of a list's items at a position, longest first. Plain words share one automaton. */
  private list(name: string): (at: number) => readonly number[] {
    const known = this.lists.get(name);
    if (known) return known;
    const words: string[] = [];
    const patterns: Node[] = [];
    // What a list takes over from other lists is its own: words of all of them share one tree.
    const gather = (list: string) => {
      for (const item of this.items(list)) {
        if (item.k === 'lit') words.push(item.s);
        else if (item.k === 'ref') gather(item.name);
        else patterns.push(item);
      }
    };
    gather(name);
    const { tape } = this;
    const scope: Run = { id: 0 };
    let trie: SmallTrie | undefined;
    let collectors: { step: Step; first: First }[] | undefined;
    const byFirst = new Map<number, readonly Step[]>();
    const beginningWith = (c: number): readonly Step[] => {
      let steps = byFirst.get(c);
      if (!steps) {
        collectors ??= patterns.map((p) => ({ step: this.compile(p, collect, scope), first: this.firsts.of(p) }));
        steps = collectors.filter(({ first }) => first === null || first.has(c)).map(({ step }) => step);
        byFirst.set(c, steps);
      }
      return steps;
    };
    let found: number[] = [];
    const collect: Step = (at) => {
      if (!found.includes(at)) found.push(at);
      return -1;
    };
    const NOTHING: readonly number[] = [];
    // Many patterns begin with the same list: what it matched at a place is kept while the text is the same.
    const epochs = new Int32Array(RING);
    const places = new Int32Array(RING);
    const kept: (readonly number[])[] = [];
    const ends = (at: number): readonly number[] => {
      if (at >= tape.hi) return NOTHING;
      const slot = at & (RING - 1);
      if (epochs[slot] === tape.epoch && places[slot] === at) return kept[slot] as readonly number[];
      const found = fresh(at);
      epochs[slot] = tape.epoch;
      places[slot] = at;
      kept[slot] = found;
      return found;
    };
    let first: ReadonlySet<number> | null | undefined;
    const fresh = (at: number): readonly number[] => {
      if (first === undefined) first = this.firsts.ofList(name);
      if (first !== null && !first.has(tape.text.charCodeAt(at))) return NOTHING;
      trie ??= new SmallTrie(words);
      const plain = trie.endsAt(tape.text, at, tape.hi);
      if (patterns.length === 0) return plain.length === 0 ? NOTHING : plain;
      const steps = beginningWith(tape.text.charCodeAt(at));
      if (steps.length === 0) return plain.length === 0 ? NOTHING : plain;
      scope.id++;
      const outer = found;
      found = plain;
      for (const step of steps) step(at);
      const all = found.sort((a, b) => b - a);
      found = outer;
      return all;
    };
    this.lists.set(name, ends);
    return ends;
  }
}

/** Whether a node can lead on from one place in several ways, or to one place from several. */
function forks(node: Node): boolean {
  if (node.k === 'alt')
    return node.n.some((n) => n.k !== 'lit' || n.s.length !== (node.n[0] as { s?: string }).s?.length);
  return node.k === 'gap' || node.k === 'ref' || node.k === 'rep';
}

const CHARACTERS: Record<'digit' | 'latin' | 'han' | 'any', (c: number) => boolean> = {
  digit: (c) => c >= 48 && c <= 57,
  latin: (c) => c >= 97 && c <= 122,
  han: isHan,
  any: (c) => c !== 10,
};

function literal(tape: Tape, s: string, next: Step): Step {
  if (s.length === 1) {
    const c = s.charCodeAt(0);
    return (at) => (at < tape.hi && tape.text.charCodeAt(at) === c ? next(at + 1) : -1);
  }
  return (at) => (at + s.length <= tape.hi && tape.text.startsWith(s, at) ? next(at + s.length) : -1);
}
