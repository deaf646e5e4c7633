/**
 * The pattern notation: a string of YAML → a syntax tree. docs/rules.md teaches it; this is its only parser.
 *
 *   literal  (a|b)  (a)?  x{1,3}  <list>  <list:capture>  …  …3  ……  ⟦reported⟧  ^  $  ~(not next)  (not before)<~
 */

export type Node =
  | { k: 'lit'; s: string }
  | { k: 'seq'; n: Node[] }
  | { k: 'alt'; n: Node[] }
  | { k: 'rep'; n: Node; min: number; max: number }
  | { k: 'ref'; name: string }
  | { k: 'char'; set: 'digit' | 'latin' | 'han' | 'any' }
  | { k: 'pos'; tag: string }
  | { k: 'slot' }
  | { k: 'edge' }
  | { k: 'hit' }
  | { k: 'gap'; max: number; wide: boolean }
  | { k: 'cap'; name: string; n: Node }
  | { k: 'look'; n: Node; behind: boolean; not: boolean }
  | { k: 'start' }
  | { k: 'end' }
  | { k: 'mark'; n: Node };

/** Default and greatest reach of a gap, in characters. Bounded so that a pattern's work is bounded. */
const GAP = { narrow: 8, wide: 24, most: 60 };
const MOST_REPEATS = 12;

/** What is wrong with a pattern, and where in it (`at`: 0-based offset into the pattern string). */
export class NotationError extends Error {
  constructor(
    readonly problem: string,
    readonly at: number,
  ) {
    super(problem);
  }
}

const CHAR_SETS = new Set(['digit', 'latin', 'han', 'any']);

/** Width and case are folded in patterns as they are in the text, so that an author need not care. */
function foldLiteral(s: string): string {
  return s.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (c) => c.normalize('NFKC')).toLowerCase();
}

/** Most list items: nothing in them means anything but itself. */
const PLAIN = /^[\u4e00-\u9fffa-z0-9]+$/;

/** @throws NotationError */
export function parsePattern(source: string): Node {
  if (PLAIN.test(source)) return { k: 'lit', s: source };
  let at = 0;
  const peek = () => source[at] ?? '';
  const fail = (problem: string, where = at): never => {
    throw new NotationError(problem, where);
  };

  function alternatives(closer: string): Node {
    const branches: Node[] = [sequence(closer)];
    while (peek() === '|') {
      at++;
      branches.push(sequence(closer));
    }
    return branches.length === 1 ? (branches[0] as Node) : { k: 'alt', n: branches };
  }

  function group(): Node {
    const open = at;
    at++;
    const inner = alternatives(')');
    if (peek() !== ')') fail('this "(" is never closed', open);
    at++;
    return inner;
  }

  function angle(): Node {
    const open = at;
    const close = source.indexOf('>', at);
    if (close < 0) fail('this "<" is never closed', open);
    const [name = '', capture] = source.slice(at + 1, close).split(':');
    at = close + 1;
    if (!/^[a-z][a-z0-9.-]*$/.test(name))
      fail(`"<${name}>" is not a list name (lower-case letters, digits, - and .)`, open);
    const node = named(name);
    return capture === undefined ? node : { k: 'cap', name: capture, n: node };
  }

  function named(name: string): Node {
    if (name === 'hit' || name === 'slot' || name === 'edge') return { k: name };
    if (CHAR_SETS.has(name)) return { k: 'char', set: name as 'digit' };
    if (name.startsWith('pos.')) return { k: 'pos', tag: name.slice(4) };
    return { k: 'ref', name };
  }

  function number(): number | undefined {
    const digits = /^\d+/.exec(source.slice(at))?.[0];
    if (digits === undefined) return undefined;
    at += digits.length;
    return Number(digits);
  }

  function gap(): Node {
    const begin = at;
    at++;
    const wide = peek() === '…';
    if (wide) at++;
    const max = number() ?? (wide ? GAP.wide : GAP.narrow);
    if (max > GAP.most) fail(`a gap may reach at most ${GAP.most} characters`, begin);
    return { k: 'gap', max, wide };
  }

  /** `~(x)` and `&(x)` look ahead; `(x)<~` and `(x)<&`, or `(x)~` before a plain character, look behind. */
  function postfix(atom: Node, groupish: boolean): Node {
    let node = atom;
    for (;;) {
      const c = peek();
      if (c === '?') {
        at++;
        node = { k: 'rep', n: node, min: 0, max: 1 };
      } else if (c === '{') {
        const m = /^\{(\d+)(?:,(\d+))?\}/.exec(source.slice(at));
        if (!m) fail('repetition is written {2} or {1,3}; it must have an upper bound');
        const min = Number(m?.[1]);
        const max = Number(m?.[2] ?? m?.[1]);
        if (max > MOST_REPEATS || min > max) fail(`repetition must be between 0 and ${MOST_REPEATS}`);
        at += m?.[0].length ?? 0;
        node = { k: 'rep', n: node, min, max };
      } else if (c === ':' && groupish) {
        const m = /^:([a-z][a-z0-9-]*)/.exec(source.slice(at));
        if (!m) return node;
        at += m[0].length;
        node = { k: 'cap', name: m[1] as string, n: node };
      } else if (c === '<' && (source[at + 1] === '~' || source[at + 1] === '&')) {
        const not = source[at + 1] === '~';
        at += 2;
        node = { k: 'look', n: node, behind: true, not };
      } else if (groupish && (c === '~' || c === '&') && source[at + 1] !== '(' && source[at + 1] !== '<') {
        at++;
        node = { k: 'look', n: node, behind: true, not: c === '~' };
      } else {
        return node;
      }
    }
  }

  function sequence(closer: string): Node {
    const parts: Node[] = [];
    let literal = '';
    const flush = () => {
      if (literal) parts.push({ k: 'lit', s: foldLiteral(literal) });
      literal = '';
    };
    while (at < source.length) {
      const c = peek();
      if (c === '|' || c === closer) break;
      if (c === ')' || c === '⟧' || c === '>') fail(`"${c}" closes nothing here`);
      if (c === ' ') {
        at++;
        continue;
      }
      if (c === '(' || c === '<') {
        flush();
        parts.push(postfix(c === '(' ? group() : angle(), true));
      } else if (c === '…') {
        flush();
        parts.push(gap());
      } else if (c === '⟦') {
        flush();
        const open = at;
        at++;
        const inner = alternatives('⟧');
        if (peek() !== '⟧') fail('this "⟦" is never closed', open);
        at++;
        parts.push({ k: 'mark', n: inner });
      } else if (c === '^' || c === '$') {
        flush();
        at++;
        parts.push({ k: c === '^' ? 'start' : 'end' });
      } else if (c === '~' || c === '&') {
        flush();
        at++;
        if (peek() !== '(' && peek() !== '<') fail(`after "${c}" comes a group: ${c}(a|b)`);
        parts.push({ k: 'look', n: peek() === '(' ? group() : angle(), behind: false, not: c === '~' });
      } else if (c === '?' || c === '{') {
        const last = [...literal].at(-1);
        if (last === undefined) fail(`"${c}" has nothing before it to apply to`);
        literal = literal.slice(0, literal.length - (last as string).length);
        flush();
        parts.push(postfix({ k: 'lit', s: foldLiteral(last as string) }, false));
      } else {
        if (c === '\\') at++;
        const point = source.codePointAt(at);
        if (point === undefined) fail('a pattern cannot end with "\\"');
        const s = String.fromCodePoint(point as number);
        literal += s;
        at += s.length;
      }
    }
    flush();
    return parts.length === 1 ? (parts[0] as Node) : { k: 'seq', n: parts };
  }

  const node = alternatives('');
  if (at < source.length) fail(`"${peek()}" closes nothing here`);
  return node;
}

/** Calls `visit` for the node and everything in it. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  switch (node.k) {
    case 'seq':
    case 'alt':
      for (const child of node.n) walk(child, visit);
      break;
    case 'rep':
    case 'cap':
    case 'look':
    case 'mark':
      walk(node.n, visit);
      break;
    default:
  }
}
