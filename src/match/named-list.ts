/** A named list: all ends of its items at a place. Plain words share one tree, patterns are chains that only collect. */
import type { PooledList } from '../rules/list.js';
import type { Node } from '../rules/notation.js';
import { type Bits, mayHold } from './bits.js';
import { type Chain, newRun, type Run, type Step } from './chain.js';
import { type Memory, RING } from './memory.js';
import { NOTHING, SmallTrie } from './small-trie.js';
import type { Tape } from './tape.js';

/** What a list is made of and with. */
export interface ListTools {
  tape: Tape;
  memory: Memory;
  list(name: string): PooledList;
  /** the characters it can begin with */
  first(list: string): Bits | null;
  compile(node: Node, after: Chain, run: Run): Chain;
}

export class NamedList {
  private readonly list: PooledList;
  private trie: SmallTrie | undefined;
  private collectors: Chain[] | undefined;
  private readonly byFirst = new Map<number, readonly Step[]>();
  private readonly run = newRun();
  private found: number[] | undefined;
  private begins: Bits | null | undefined;
  /**
   * Many patterns begin with the same list: what it matched at a place is kept while the text is the same. Rows of places that
   * were asked about, and of those where something was found.
   */
  private asked = -1;
  private filled = -1;
  private readonly kept: (readonly number[])[] = [];

  private readonly tape: Tape;
  private readonly memory: Memory;

  constructor(
    private readonly name: string,
    private readonly tools: ListTools,
  ) {
    this.tape = tools.tape;
    this.memory = tools.memory;
    this.list = tools.list(name);
  }

  /** Its items, where all of them are plain words of one code unit. */
  get characters(): readonly string[] | undefined {
    return this.list.plain && this.list.longest === 1 ? this.list.words() : undefined;
  }

  /** Its items as a tree, where all of them are plain words. */
  get words(): (() => SmallTrie) | undefined {
    return this.list.plain ? () => this.tree() : undefined;
  }

  /** Its items that begin with a code unit, longest first, where all of them are plain words. */
  get beginning(): ((unit: number) => readonly string[]) | undefined {
    return this.list.plain ? (unit) => this.list.beginning(unit) : undefined;
  }

  /** All ends of its items at a position, longest first. */
  readonly ends = (at: number): readonly number[] => {
    const { tape, memory } = this;
    const { text, hi } = tape;
    if (at >= hi) return NOTHING;
    if (this.begins === undefined) this.begins = this.tools.first(this.name);
    const c = text.charCodeAt(at);
    if (this.begins !== null && !mayHold(this.begins, c)) return NOTHING;
    if (this.list.plain) return this.tree().endsAt(text, at, hi);
    if (this.list.windowed || text.length >= RING) return this.fresh(at, c);
    if (this.asked < 0) {
      this.asked = memory.row();
      this.filled = memory.row();
    } else if (memory.has(this.asked, tape.epoch, at))
      return memory.has(this.filled, tape.epoch, at) ? (this.kept[at] as readonly number[]) : NOTHING;
    // All ends in the text, whatever the window: callers leave out what ends beyond it.
    tape.hi = text.length;
    const all = this.fresh(at, c);
    tape.hi = hi;
    memory.add(this.asked, tape.epoch, at);
    if (all.length > 0) {
      memory.add(this.filled, tape.epoch, at);
      this.kept[at] = all;
    }
    return all;
  };

  private tree(): SmallTrie {
    this.trie ??= new SmallTrie((unit) => this.list.beginning(unit));
    return this.trie;
  }

  private beginningWith(c: number): readonly Step[] {
    let steps = this.byFirst.get(c);
    if (!steps) {
      this.collectors ??= this.list
        .patterns()
        .map((p) => this.tools.compile(p, { step: this.collect, first: null }, this.run));
      steps = this.collectors.filter(({ first }) => first === null || mayHold(first, c)).map(({ step }) => step);
      this.byFirst.set(c, steps);
    }
    return steps;
  }

  /** Each end once, longest first. */
  private readonly collect: Step = (at) => {
    const { found } = this;
    if (found === undefined) {
      this.found = [at];
      return -1;
    }
    let i = found.length;
    while (i > 0 && (found[i - 1] as number) < at) i--;
    if (i > 0 && found[i - 1] === at) return -1;
    if (i === found.length) found.push(at);
    else found.splice(i, 0, at);
    return -1;
  };

  private fresh(at: number, c: number): readonly number[] {
    const { tape } = this;
    const plain = this.tree().endsAt(tape.text, at, tape.hi);
    const steps = this.beginningWith(c);
    if (steps.length === 0) return plain;
    this.run.id++;
    const outer = this.found;
    this.found = plain.length === 0 ? undefined : [...plain];
    for (let i = 0; i < steps.length; i++) (steps[i] as Step)(at);
    const all = this.found ?? NOTHING;
    this.found = outer;
    return all;
  }
}
