/**
 * Syntax trees → matchers. A matcher is a chain of closures, each calling the next with the position it reached, so one
 * attempt allocates nothing. Wherever several ways lead to one place, a way that failed from there is remembered, so no
 * part of a pattern is tried twice at one place: an attempt costs at most the pattern's size times its longest match.
 */
import type { PooledList } from '../rules/list.js';
import { type Node, walk } from '../rules/notation.js';
import { type Bits, bitsOf, mayHold, unite } from './bits.js';
import { isClauseBreak, isSentenceEnd } from './boundaries.js';
import { ACCEPT, begin, type Chain, newRun, once, type Run, type Step } from './chain.js';
import { FIRST_OF } from './first.js';
import { Memory } from './memory.js';
import { NamedList } from './named-list.js';
import { CHARACTERS, run, singleOf } from './single.js';
import type { SmallTrie } from './small-trie.js';
import { emptyTape, type Match, type Tape } from './tape.js';
import { anyOf, literal, type Plain, words } from './words.js';

/** So few alternatives are asked one by one whether they can begin with a character. */
const FEW = 6;
const NO_CAPTURES: Record<string, string> = Object.freeze({});

/** The lists that patterns name. */
export interface Lists {
  list(name: string): PooledList;
  /** the characters that a match of a list can begin with; null: any */
  firstOfList(list: string): ArrayLike<number> | null;
}

/** One pattern, ready to be tried. */
export interface Compiled {
  /** The match that begins at a place of the tape's text. */
  try(at: number): Match | undefined;
  /** the characters with which a match can begin; null: any */
  first(): Bits | null;
}

/** Compiles patterns against a fixed set of lists. Lists are compiled once, when first used. */
export class Machine {
  readonly tape: Tape = emptyTape();
  private readonly memory = new Memory(this.tape);
  private readonly lists = new Map<string, NamedList>();
  private readonly listFirsts = new Map<string, Bits | null>();
  private readonly letters = new Map<number, Bits>();
  /** the words of alternatives that are all plain, by what they are */
  private readonly tries = new Map<string, SmallTrie>();

  constructor(private readonly named: Lists) {}

  /** A matcher for one pattern. Compiled when first tried. */
  matcher(pattern: () => Node): Compiled {
    let chain: Chain | undefined;
    const { tape } = this;
    const scope = newRun();
    const attempt = (at: number): Match | undefined => {
      chain ??= this.compile(pattern(), ACCEPT, scope);
      begin(scope, tape);
      tape.markStart = -1;
      if (tape.captures.size > 0) tape.captures.clear();
      const end = chain.step(at);
      if (end < 0) return undefined;
      const mark = tape.markStart < 0 ? { start: at, end } : { start: tape.markStart, end: tape.markEnd };
      if (tape.captures.size === 0) return { start: at, end, mark, captures: NO_CAPTURES };
      const captures: Record<string, string> = {};
      for (const [name, span] of tape.captures) captures[name] = tape.text.slice(span.start, span.end);
      return { start: at, end, mark, captures };
    };
    const first = () => {
      chain ??= this.compile(pattern(), ACCEPT, scope);
      return chain.first;
    };
    return { try: attempt, first };
  }

  private compile(node: Node, after: Chain, run: Run): Chain {
    const { tape } = this;
    const chain = forks(node) ? once(after, run, this.memory) : after;
    const { step: next, first: follows } = chain;
    switch (node.k) {
      case 'lit':
        return { step: literal(tape, node.s, chain), first: this.letter(node.s.charCodeAt(0)) };
      case 'seq': {
        let rest = chain;
        for (let i = node.n.length - 1; i >= 0; i--) rest = this.compile(node.n[i] as Node, rest, run);
        return rest;
      }
      case 'alt':
        return this.alternatives(node.n, chain, run);
      case 'rep':
        return this.repeat(node.n, node.min, node.max, chain, run);
      case 'ref': {
        const { ends, words } = this.list(node.name);
        const begins = this.listFirst(node.name);
        if (words) {
          const plain: Step = (at) => {
            const { text, hi } = tape;
            if (at >= hi || (begins !== null && !mayHold(begins, text.charCodeAt(at)))) return -1;
            return words().lead(text, at, hi, follows, next);
          };
          return { step: plain, first: begins };
        }
        const step: Step = (at) => {
          const all = ends(at);
          for (let i = 0; i < all.length; i++) {
            const e = all[i] as number;
            if (e > tape.hi || (follows !== null && !mayHold(follows, tape.text.charCodeAt(e)))) continue;
            const end = next(e);
            if (end >= 0) return end;
          }
          return -1;
        };
        return { step, first: begins };
      }
      case 'char': {
        const test = CHARACTERS[node.set];
        return {
          step: (at) => (at < tape.hi && test(tape.text.charCodeAt(at)) ? next(at + 1) : -1),
          first: FIRST_OF[node.set] ?? null,
        };
      }
      case 'slot': {
        const step: Step = (at) => {
          if (at >= tape.hi || tape.text[at] !== '〔') return -1;
          const close = tape.text.indexOf('〕', at);
          return close < 0 || close >= tape.hi || close - at > 24 ? -1 : next(close + 1);
        };
        return { step, first: FIRST_OF.slot };
      }
      case 'pos': {
        const step: Step = (at) => {
          const token = at < tape.hi ? tape.tokens.startingAt(at) : undefined;
          return token?.pos.startsWith(node.tag) && token.end <= tape.hi ? next(token.end) : -1;
        };
        return { step, first: null };
      }
      case 'edge':
        return { step: (at) => (tape.tokens.isEdge(at) ? next(at) : -1), first: follows };
      case 'hit': {
        const step: Step = (at) => (at === tape.hitStart && tape.hitEnd <= tape.hi ? next(tape.hitEnd) : -1);
        return { step, first: null };
      }
      case 'gap': {
        const stops = node.wide ? isSentenceEnd : isClauseBreak;
        const step: Step = (at) => {
          const { text, hi } = tape;
          for (let n = 0, p = at; ; n++, p++) {
            if (follows === null || mayHold(follows, text.charCodeAt(p))) {
              const end = next(p);
              if (end >= 0) return end;
            }
            if (n >= node.max || p >= hi || stops(text, p)) return -1;
          }
        };
        return { step, first: null };
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
        const { step: inner, first } = this.compile(node.n, { step: close, first: follows }, run);
        const step: Step = (at) => {
          const outer = from;
          from = at;
          const end = inner(at);
          from = outer;
          return end;
        };
        return { step, first };
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
        const { step: inner, first } = this.compile(node.n, { step: close, first: follows }, run);
        const step: Step = (at) => {
          from = at;
          return inner(at);
        };
        return { step, first };
      }
      case 'look':
        return { step: this.look(node, next), first: follows };
      case 'start': {
        const step: Step = (at) => (at === tape.lo || isClauseBreak(tape.text, at - 1) ? next(at) : -1);
        return { step, first: follows };
      }
      case 'end': {
        const step: Step = (at) => (at >= tape.text.length || isClauseBreak(tape.text, at) ? next(at) : -1);
        return { step, first: follows };
      }
    }
  }

  private letter(c: number): Bits {
    let bits = this.letters.get(c);
    if (!bits) {
      bits = bitsOf([c]) as Bits;
      this.letters.set(c, bits);
    }
    return bits;
  }

  /** Branches in their order, but only those that can begin with the character at hand. */
  private alternatives(nodes: readonly Node[], next: Chain, run: Run): Chain {
    const { tape } = this;
    if (nodes.every((n) => n.k === 'lit')) {
      const list = nodes.map((n) => n.s);
      const first = bitsOf(list.map((word) => word.charCodeAt(0))) as Bits;
      return { step: words(tape, list, next, first), first };
    }
    const branches = this.branches(nodes, next, run);
    if (branches.length === 1) return branches[0] as Chain;
    const first = unite(branches.map((b) => b.first));
    if (branches.length <= FEW) {
      const few: Step = (at) => {
        const c = tape.text.charCodeAt(at);
        for (let i = 0; i < branches.length; i++) {
          const { first, step } = branches[i] as Chain;
          if (first !== null && !mayHold(first, c)) continue;
          const end = step(at);
          if (end >= 0) return end;
        }
        return -1;
      };
      return { step: few, first };
    }
    const always = branches.filter((b) => b.first === null).map((b) => b.step);
    const some = first ?? unite(branches.map((b) => b.first).filter((bits) => bits !== null));
    const byFirst = new Map<number, readonly Step[]>();
    const step: Step = (at) => {
      // A whole number, also at the end of the text: maps are quicker with those.
      const c = tape.text.charCodeAt(at) | 0;
      let steps = some !== null && !mayHold(some, c) ? always : byFirst.get(c);
      if (steps === undefined) {
        steps = branches.filter((b) => b.first === null || mayHold(b.first, c)).map((b) => b.step);
        byFirst.set(c, steps);
      }
      for (let i = 0; i < steps.length; i++) {
        const end = (steps[i] as Step)(at);
        if (end >= 0) return end;
      }
      return -1;
    };
    return { step, first };
  }

  /** A chain for each alternative, but one for plain words and lists of such that stand side by side. */
  private branches(nodes: readonly Node[], next: Chain, run: Run): Chain[] {
    const branches: Chain[] = [];
    for (let from = 0, to = 0; from < nodes.length; from = to) {
      const plain: Plain[] = [];
      for (; to < nodes.length; to++) {
        const one = this.plain(nodes[to] as Node);
        if (!one) break;
        plain.push(one);
      }
      if (plain.length > 1) branches.push(anyOf(plain, this.tape, next, this.tries));
      else {
        to = from + 1;
        branches.push(this.compile(nodes[from] as Node, next, run));
      }
    }
    return branches;
  }

  private plain(node: Node): Plain | undefined {
    if (node.k === 'lit' && node.s !== '') {
      const c = node.s.charCodeAt(0);
      return { name: `=${node.s}`, first: this.letter(c), beginning: (unit) => (unit === c ? [node.s] : []) };
    }
    if (node.k !== 'ref') return undefined;
    const { beginning } = this.list(node.name);
    return beginning && { name: node.name, first: this.listFirst(node.name), beginning };
  }

  private repeat(node: Node, min: number, max: number, next: Chain, scope: Run): Chain {
    const { tape } = this;
    const test = singleOf(node, (list) => this.list(list).characters);
    if (test) {
      const begins = this.compile(node, ACCEPT, scope).first;
      return { step: run(tape, test, min, max, next), first: min > 0 ? begins : unite([begins, next.first]) };
    }
    let chain = next;
    for (let i = max; i > 0; i--) {
      const taken = this.compile(node, once(chain, scope, this.memory), scope);
      if (i <= min) {
        chain = taken;
        continue;
      }
      const { step: take, first: begins } = taken;
      const { step: skip, first: follows } = next;
      const step: Step = (at) => {
        const c = tape.text.charCodeAt(at);
        if (begins === null || mayHold(begins, c)) {
          const end = take(at);
          if (end >= 0) return end;
        }
        return follows === null || mayHold(follows, c) ? skip(at) : -1;
      };
      chain = { step, first: unite([begins, follows]) };
    }
    return chain;
  }

  private look(node: Extract<Node, { k: 'look' }>, next: Step): Step {
    const { tape } = this;
    if (!node.behind) {
      const scope = newRun();
      const { step: ahead, first } = this.compile(node.n, ACCEPT, scope);
      return (at) => {
        let found = false;
        if (first === null || mayHold(first, tape.text.charCodeAt(at))) {
          begin(scope, tape);
          // A look-ahead sees past the window: what follows decides the meaning even where no match may end there.
          const hi = tape.hi;
          tape.hi = tape.text.length;
          found = ahead(at) >= 0;
          tape.hi = hi;
        }
        return found === node.not ? -1 : next(at);
      };
    }
    let target = -1;
    const scope = newRun();
    const reached: Step = (at) => (at === target ? at : -1);
    const { step: behind, first } = this.compile(node.n, { step: reached, first: null }, scope);
    const reach = this.reach(node.n);
    return (at) => {
      const outer = target;
      target = at;
      scope.id++;
      let found = false;
      for (let p = at - 1; !found && p >= 0 && p >= at - reach; p--)
        if (first === null || mayHold(first, tape.text.charCodeAt(p))) found = behind(p) >= 0;
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
      else if (n.k === 'ref') {
        const list = this.named.list(n.name);
        sum += Math.max(list.longest, ...list.patterns().map((item) => this.reach(item)));
      } else if (n.k === 'slot') sum += 24;
      else if (n.k === 'char' || n.k === 'pos') sum += 4;
    });
    return Math.min(sum, 60);
  }

  private list(name: string): NamedList {
    let list = this.lists.get(name);
    if (!list) {
      list = new NamedList(name, {
        tape: this.tape,
        memory: this.memory,
        list: (list) => this.named.list(list),
        first: (list) => this.listFirst(list),
        compile: (node, after, run) => this.compile(node, after, run),
      });
      this.lists.set(name, list);
    }
    return list;
  }

  private listFirst(name: string): Bits | null {
    let bits = this.listFirsts.get(name);
    if (bits === undefined) {
      bits = bitsOf(this.named.firstOfList(name));
      this.listFirsts.set(name, bits);
    }
    return bits;
  }
}

/** Whether a node can lead on from one place in several ways, or to one place from several. */
function forks(node: Node): boolean {
  if (node.k === 'alt')
    return node.n.some((n) => n.k !== 'lit' || n.s.length !== (node.n[0] as { s?: string }).s?.length);
  return node.k === 'gap' || node.k === 'ref' || node.k === 'rep';
}
