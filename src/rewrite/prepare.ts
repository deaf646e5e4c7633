/** What the build finds out about the expressions of rewriting.yaml, so that a run tries few of them. */
// regexpp: an expression's syntax has too many corners to be read by hand.
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { expander } from './lists.js';
import type { PhrasesFile } from './schema.js';

/** Groups of characters that are kept of an expression. */
const MOST = 2;
/** A class of more characters says little, and most texts have one of it. */
const WIDEST = 80;
/** Characters of speech one of which is of a group: above it nearly every text has one. */
const COMMON = 0.08;
/** An expression longer than this is compiled piece by piece. */
const LONG = 3000;

/** How often a character is met, 0–1. */
export type Share = (character: string) => number;

/** @throws SyntaxError for what is no regular expression */
export function prepare(raw: PhrasesFile, share: Share): PhrasesFile {
  const lists = raw.lists ?? {};
  const expand = expander(lists);
  const pieces: Record<string, string[]> = {};
  for (const source of [raw.stump, ...raw.repairs.map(({ find }) => find)])
    if (expand(source).length > LONG) pieces[source] = [...new Set(piecesOf(source, lists))];
  const needs: Record<string, string[]> = {};
  for (const source of [...Object.values(pieces).flat(), ...raw.repairs.map(({ find }) => find)])
    needs[source] = needsOf(expand(source), share);
  return { ...raw, pieces, needs };
}

const parser = new RegExpParser({ ecmaVersion: 2023 });

/** An alternative that is one list, with what can be said in front of it and behind it. */
const LISTED = /^((?:\(\?<?[=!](?:<[a-z-]+>)+\))*)<([a-z][a-z-]*)>(\$?)$/;

/** Expressions that together match what one does; where each stands alone, what lies around it stays with it. */
function piecesOf(source: string, lists: Record<string, readonly string[]>): string[] {
  return parser.parsePattern(source).alternatives.flatMap(({ raw }) => {
    const [, before = '', name, after = ''] = LISTED.exec(raw) ?? [];
    const items = name === undefined ? undefined : lists[name];
    if (!items || /^\[/.test(items[0]!)) return [raw];
    return items
      .flatMap((item) => piecesOf(item, lists))
      .map((piece) => (before + after === '' ? piece : `${before}(?:${piece})${after}`));
  });
}

/** Groups of characters, one of each of which stands in every text that an expression matches in, the rarest first. */
export function needsOf(source: string, share: Share): string[] {
  const weigh = (group: ReadonlySet<string>) => [...group].reduce((sum, c) => sum + share(c), 0);
  const groups = new Map<string, number>();
  for (const group of inAll(parser.parsePattern(source).alternatives, weigh))
    groups.set([...group].sort().join(''), weigh(group));
  return [...groups]
    .filter(([, weight]) => weight < COMMON)
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST)
    .map(([group]) => group);
}

type Group = ReadonlySet<string>;
type Weigh = (group: Group) => number;

/** Of several alternatives: one of the rarest group of each. Of one: all of its groups. */
function inAll(alternatives: readonly AST.Alternative[], weigh: Weigh): Group[] {
  const [first] = alternatives;
  if (alternatives.length === 1 && first) return first.elements.flatMap((element) => ofElement(element, weigh));
  const rarest = alternatives.map(
    (one) => one.elements.flatMap((element) => ofElement(element, weigh)).sort((a, b) => weigh(a) - weigh(b))[0],
  );
  return rarest.includes(undefined) ? [] : [new Set(rarest.flatMap((group) => [...group!]))];
}

function ofElement(element: AST.Element, weigh: Weigh): Group[] {
  switch (element.type) {
    case 'Character':
      return [new Set(String.fromCharCode(element.value))];
    case 'CharacterClass':
      return ofClass(element);
    case 'Group':
    case 'CapturingGroup':
      return inAll(element.alternatives, weigh);
    case 'Quantifier':
      return element.min > 0 ? ofElement(element.element, weigh) : [];
    case 'Assertion':
      if (element.kind !== 'lookahead' && element.kind !== 'lookbehind') return [];
      return element.negate ? [] : inAll(element.alternatives, weigh);
    default:
      return [];
  }
}

function ofClass({ negate, elements }: AST.CharacterClass): Group[] {
  const group = new Set<string>();
  for (const one of elements) {
    if (negate || (one.type !== 'Character' && one.type !== 'CharacterClassRange')) return [];
    const [min, max] = one.type === 'Character' ? [one.value, one.value] : [one.min.value, one.max.value];
    if (max - min > WIDEST) return [];
    for (let c = min; c <= max; c += 1) group.add(String.fromCharCode(c));
  }
  return group.size > WIDEST ? [] : [group];
}
