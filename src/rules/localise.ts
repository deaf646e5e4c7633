import { type Node, parsePattern, walk } from './notation.js';
import type { Program } from './program.js';

/** Points references at the pack's own lists where it has them. Changes `node`. */
export function localise(node: Node, pack: string, lists: Program['lists']): Node {
  walk(node, (n) => {
    if (n.k === 'ref' && `${pack}/${n.name}` in lists) n.name = `${pack}/${n.name}`;
  });
  return node;
}

/** Parsed items of named lists, each list once. */
export function listReader(lists: Program['lists']): (name: string) => readonly Node[] {
  const parsed = new Map<string, readonly Node[]>();
  return (name) => {
    let items = parsed.get(name);
    if (!items) {
      const slash = name.indexOf('/');
      const pack = slash < 0 ? '' : name.slice(0, slash);
      items = (lists[name] ?? []).map((item) => localise(parsePattern(item), pack, lists));
      parsed.set(name, items);
    }
    return items;
  };
}
