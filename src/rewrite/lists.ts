/** Expressions of rewriting.yaml with `<name>` for a list of the same file, written out. */
export type Expand = (source: string) => string;

/** A reference to a list; not a group's name. */
const REFERENCE = /(?<!\(\?)<([a-z][a-z-]*)>/g;

/** @throws Error for a list that is not there, or refers to itself */
export function expander(lists: Record<string, readonly string[]>): Expand {
  const open = new Set<string>();
  const expanded = new Map<string, string>();
  const listed = (name: string): string => {
    const known = expanded.get(name);
    if (known !== undefined) return known;
    const items = lists[name];
    if (!items) throw new Error(`rewriting.yaml: no list named <${name}>`);
    if (open.has(name)) throw new Error(`rewriting.yaml: list <${name}> refers to itself`);
    open.add(name);
    const inner = `(?:${items.map(expand).join('|')})`;
    open.delete(name);
    expanded.set(name, inner);
    return inner;
  };
  const expand = (source: string): string => source.replace(REFERENCE, (_, name: string) => listed(name));
  return expand;
}
