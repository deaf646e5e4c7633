/**
 * Syntax trees as numbers. Every part that stands in several patterns is kept once, so that a run parses nothing and makes
 * only the trees it tries. The characters that patterns and lists can begin with are kept beside them.
 */
import { type First, FirstCharacters } from '../match/first.js';
import { type Numbers, textOf, unitsOf } from '../match/numbers.js';
import { PooledList } from './list.js';
import { listReader, localise } from './localise.js';
import { type Node, parsePattern, walk } from './notation.js';

/** What the build writes. A node is known by its place in `cells`: its kind, then what the kind needs. */
export interface PoolData {
  cells: Numbers;
  /** the code units of all literals, tags and names, one after the other … */
  text: Numbers;
  /** … and where each begins, with the end of the last */
  textAt: Numbers;
  /** sets of characters, one after the other, and where each begins, with the end of the last; the first stands for any */
  sets: Numbers;
  setAt: Numbers;
  listNames: string[];
  /** list → where in `items` its entry begins, with the end of the last; list.ts says what that holds */
  listAt: Numbers;
  items: Numbers;
}

const KINDS = [
  ...([
    'lit',
    'seq',
    'alt',
    'rep',
    'ref',
    'char',
    'pos',
    'slot',
    'edge',
    'hit',
    'gap',
    'cap',
    'look',
    'start',
  ] as const),
  ...(['end', 'mark'] as const),
];
const SETS = ['digit', 'latin', 'han', 'any'] as const;

export class PoolWriter {
  private readonly cells: number[] = [];
  private readonly ids = new Map<string, number>();
  private readonly strings = new Numbered();
  private readonly sets = new Numbered();
  private readonly windowed = new Map<string, boolean>();
  private readonly names: string[];
  private readonly firsts: FirstCharacters;
  private readonly read: (list: string) => readonly Node[];

  constructor(private readonly lists: Record<string, string[]>) {
    this.sets.of('');
    this.names = Object.keys(lists);
    this.read = listReader(lists);
    this.firsts = new FirstCharacters(this.read);
  }

  /** @returns the number of the pattern's node, and of the set of characters it can begin with */
  pattern(source: string, pack: string): { node: number; first: number } {
    const tree = localise(parsePattern(source), pack, (list) => list in this.lists);
    return { node: this.node(tree), first: this.set(this.firsts.of(tree)) };
  }

  private set(first: First): number {
    return first === null ? 0 : this.sets.of(`=${String.fromCharCode(...[...first].sort((a, b) => a - b))}`);
  }

  data(): PoolData {
    const listAt: number[] = [];
    const items: number[] = [];
    for (const name of this.names) {
      listAt.push(items.length);
      const { words, patterns } = this.gathered(name);
      const longest = Math.max(0, ...words.map((word) => word.length));
      items.push(this.set(this.firsts.ofList(name)), Number(this.isWindowed(name)), longest, words.length);
      items.push(...words.map((word) => this.strings.of(word)), ...patterns.map((n) => this.node(n)));
    }
    listAt.push(items.length);
    const text = joined(this.strings.all);
    const sets = joined(this.sets.all.map((s) => s.slice(1)));
    return {
      cells: Int32Array.from(this.cells),
      text: text.units,
      textAt: text.at,
      sets: sets.units,
      setAt: sets.at,
      listNames: this.names,
      listAt: Int32Array.from(listAt),
      items: Int32Array.from(items),
    };
  }

  /** What a list takes over from other lists is its own. Words as `PooledList` wants them. */
  private gathered(name: string): { words: string[]; patterns: Node[] } {
    const words = new Set<string>();
    const patterns: Node[] = [];
    const gather = (list: string) => {
      for (const item of this.read(list)) {
        if (item.k === 'ref') gather(item.name);
        else if (item.k !== 'lit') patterns.push(item);
        else if (item.s !== '') words.add(item.s);
      }
    };
    gather(name);
    const sorted = [...words].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0) || b.length - a.length);
    return { words: sorted, patterns };
  }

  private isWindowed(name: string): boolean {
    let windowed = this.windowed.get(name);
    if (windowed === undefined) {
      windowed = this.read(name).some((item) => {
        let bound = false;
        walk(item, (n) => {
          if (n.k === 'start' || n.k === 'hit' || (n.k === 'ref' && this.isWindowed(n.name))) bound = true;
        });
        return bound;
      });
      this.windowed.set(name, windowed);
    }
    return windowed;
  }

  private node(node: Node): number {
    const cell = [KINDS.indexOf(node.k), ...this.operands(node)];
    const key = cell.join();
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.cells.length;
      this.cells.push(...cell);
      this.ids.set(key, id);
    }
    return id;
  }

  private operands(node: Node): number[] {
    switch (node.k) {
      case 'lit':
        return [this.strings.of(node.s)];
      case 'seq':
      case 'alt':
        return [node.n.length, ...node.n.map((n) => this.node(n))];
      case 'rep':
        return [this.node(node.n), node.min, node.max];
      case 'ref':
        return [this.strings.of(node.name)];
      case 'char':
        return [SETS.indexOf(node.set)];
      case 'pos':
        return [this.strings.of(node.tag)];
      case 'gap':
        return [node.max, Number(node.wide)];
      case 'cap':
        return [this.node(node.n), this.strings.of(node.name)];
      case 'look':
        return [this.node(node.n), Number(node.behind), Number(node.not)];
      case 'mark':
        return [this.node(node.n)];
      default:
        return [];
    }
  }
}

class Numbered {
  readonly all: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(s: string): number {
    let number = this.numbers.get(s);
    if (number === undefined) {
      number = this.all.length;
      this.all.push(s);
      this.numbers.set(s, number);
    }
    return number;
  }
}

function joined(strings: readonly string[]): { units: Uint16Array; at: Int32Array } {
  const at = new Int32Array(strings.length + 1);
  strings.forEach((s, i) => {
    at[i + 1] = (at[i] as number) + s.length;
  });
  return { units: unitsOf(strings.join('')), at };
}

const NO_LIST = new Int32Array(4);

/** Makes trees of numbers, each when it is first asked for. */
export class Pool {
  private readonly made = new Map<number, Node>();
  private readonly numbers: ReadonlyMap<string, number>;
  private text: string | undefined;

  constructor(private readonly data: PoolData) {
    this.numbers = new Map(data.listNames.map((name, i) => [name, i]));
  }

  node(id: number): Node {
    let node = this.made.get(id);
    if (!node) {
      node = this.make(id);
      this.made.set(id, node);
    }
    return node;
  }

  /** First characters by the number of their set; null: any. */
  set(number: number): Numbers | null {
    const { sets, setAt } = this.data;
    return number === 0 ? null : sets.subarray(setAt[number], setAt[number + 1]);
  }

  hasList(name: string): boolean {
    return this.numbers.has(name);
  }

  /** A list that is not there has nothing in it. */
  list(name: string): PooledList {
    const { listAt, items } = this.data;
    const list = this.numbers.get(name);
    const entry = list === undefined ? NO_LIST : items.subarray(listAt[list], listAt[list + 1]);
    return new PooledList(entry, this);
  }

  /** First characters of a list; null: any. */
  firstOfList(name: string): Numbers | readonly number[] | null {
    const list = this.numbers.get(name);
    return list === undefined ? [] : this.set(this.data.items[this.data.listAt[list] as number] as number);
  }

  private make(id: number): Node {
    const { cells } = this.data;
    const a = cells[id + 1] as number;
    const k = KINDS[cells[id] as number] as Node['k'];
    switch (k) {
      case 'lit':
        return { k, s: this.string(a) };
      case 'seq':
      case 'alt': {
        const n: Node[] = [];
        for (let i = 0; i < a; i++) n.push(this.node(cells[id + 2 + i] as number));
        return { k, n };
      }
      case 'rep':
        return { k, n: this.node(a), min: cells[id + 2] as number, max: cells[id + 3] as number };
      case 'ref':
        return { k, name: this.string(a) };
      case 'char':
        return { k, set: SETS[a] as (typeof SETS)[number] };
      case 'pos':
        return { k, tag: this.string(a) };
      case 'gap':
        return { k, max: a, wide: cells[id + 2] === 1 };
      case 'cap':
        return { k, n: this.node(a), name: this.string(cells[id + 2] as number) };
      case 'look':
        return { k, n: this.node(a), behind: cells[id + 2] === 1, not: cells[id + 3] === 1 };
      case 'mark':
        return { k, n: this.node(a) };
      default:
        return { k };
    }
  }

  /** The first code unit of a string. */
  firstUnit(number: number): number {
    const { text, textAt } = this.data;
    return text[textAt[number] as number] as number;
  }

  string(number: number): string {
    const { text, textAt } = this.data;
    this.text ??= textOf(text);
    return this.text.slice(textAt[number], textAt[number + 1]);
  }
}
