import { type Node, parsePattern, walk } from './notation.js';

/** Points references at the pack's own lists where it has them. Changes `node`. */
export function localise(node: Node, pack: string, has: (list: string) => boolean): Node {
  walk(node, (n) => {
    if (n.k === 'ref' && has(`${pack}/${n.name}`)) n.name = `${pack}/${n.name}`;
  });
  return node;
}

/** Parsed items of named lists, each list once. */
export function listReader(lists: Record<string, string[]>): (name: string) => readonly Node[] {
  const parsed = new Map<string, readonly Node[]>();
  return (name) => {
    let items = parsed.get(name);
    if (!items) {
      const slash = name.indexOf('/');
      const pack = slash < 0 ? '' : name.slice(0, slash);
      items = (lists[name] ?? []).map((item) => localise(parsePattern(item), pack, (list) => list in lists));
      parsed.set(name, items);
    }
    return items;
  };
}
