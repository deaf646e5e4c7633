/** Guarded terms and their disguises → the trie and the marks that tell a scan where to look. Build time only. */
import { CLASS, childOf, follow, PAIR, PAIR_BYTES, pairPlace, type TermNode, type Variant } from './tables.js';

export interface TermIndex {
  root: TermNode;
  variants: Record<string, Variant[]>;
  marks: string;
  pairs: string;
}

interface Words {
  guarded: string[];
  reversed: [written: string, term: string][];
  variants: Variant[];
  collapse: [word: string, from: number][];
  misheard: [written: string, said: string][];
  fillers: string[];
  /** characters that are folded late */
  late: string[];
}

export function indexTerms(words: Words): TermIndex {
  const root: TermNode = { keys: '', nodes: [] };
  for (const term of words.guarded) plant(root, term, term, false);
  for (const [written, term] of words.reversed) plant(root, written, term, true);
  const variants: Record<string, Variant[]> = {};
  const marker = new Marker();
  for (const variant of words.variants) {
    const first = variant.text[0]!;
    variants[first] ??= [];
    variants[first].push(variant);
    marker.mark(first, CLASS.VARIANT);
  }
  // A longer writing says more than a shorter one that begins alike.
  for (const list of Object.values(variants)) list.sort((a, b) => b.text.length - a.text.length);
  markTerms(root, words.variants, marker);

  for (const [word] of [...words.collapse, ...words.misheard]) {
    const repeats = words.collapse.some((entry) => entry[0] === word);
    if (word.length === 1 && !repeats) marker.mark(word, CLASS.TRIGGER | CLASS.ALWAYS);
    else marker.pair(word[0]!, word[1] ?? word[0]!, PAIR.SPEECH);
  }
  for (const word of words.fillers) marker.mark(word[0]!, CLASS.TRIGGER | CLASS.ALWAYS);
  for (const char of words.late) marker.mark(char, CLASS.TRIGGER | CLASS.ALWAYS);
  return { root, variants, ...marker.done() };
}

function plant(root: TermNode, path: string, term: string, reversed: boolean): void {
  let node = root;
  for (const char of path) {
    let child = childOf(node, char);
    if (!child) {
      child = { keys: '', nodes: [] };
      node.keys += char;
      node.nodes.push(child);
    }
    node = child;
  }
  if (node.term !== undefined) return;
  node.term = term;
  if (reversed) node.reversed = true;
}

/** Which pairs of characters may begin a disguised writing: what stands first, and what stands next. */
function markTerms(root: TermNode, variants: readonly Variant[], marker: Marker): void {
  const after = (first: string, node: TermNode): void => {
    for (const char of node.keys) {
      marker.pair(first, char, PAIR.TERM);
      for (const variant of variants) {
        if (variant.target[0] === char) marker.pair(first, variant.text[0]!, PAIR.TERM);
      }
    }
  };
  [...root.keys].forEach((char, i) => {
    after(char, root.nodes[i]!);
  });
  for (const { text, target } of variants) {
    const node = follow(root, target);
    if (!node) continue;
    if (text.length > 1) marker.pair(text[0]!, text[1]!, PAIR.TERM);
    else if (node.term !== undefined) marker.mark(text, CLASS.TRIGGER | CLASS.ALWAYS);
    else after(text, node);
  }
}

class Marker {
  private readonly classes = new Map<string, number>();
  private readonly pairs = new Uint8Array(PAIR_BYTES);

  mark(char: string, bits: number): void {
    this.classes.set(char, (this.classes.get(char) ?? 0) | bits);
  }

  pair(first: string, second: string, bits: number): void {
    this.mark(first, CLASS.TRIGGER);
    const place = pairPlace(first.charCodeAt(0), second.charCodeAt(0));
    this.pairs[place >> 2]! |= bits << ((place & 3) << 1);
  }

  done(): { marks: string; pairs: string } {
    return {
      marks: [...this.classes].map(([char, bits]) => char + String.fromCharCode(bits)).join(''),
      pairs: Buffer.from(this.pairs).toString('base64'),
    };
  }
}
