import type { Span } from '../model.js';

/** Numbers, prices, names and terms of a text, in order; `facts` is the expression of rewriting.yaml. */
export function factsIn(text: string, facts: RegExp): (Span & { text: string })[] {
  const found: (Span & { text: string })[] = [];
  facts.lastIndex = 0;
  for (let match = facts.exec(text); match; match = facts.exec(text)) {
    if (match[0] === '') facts.lastIndex += 1;
    else found.push({ start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  return found;
}

/** All places where an expression with the flag g is found, also where it finds nothing but a border. */
export function placesOf(text: string, expression: RegExp): Span[] {
  // String.matchAll makes the expression anew for each text.
  const found: Span[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (match[0] === '') expression.lastIndex += 1;
  }
  return found;
}

/** The facts that lie outside all of the given ranges, even in part. */
export function outside<T extends Span>(facts: readonly T[], ranges: readonly Span[]): T[] {
  return facts.filter((fact) => !ranges.some((range) => fact.start < range.end && range.start < fact.end));
}

/** Whether each fact can still be read in the text, as often as it was said. */
export function survive(facts: readonly { text: string }[], text: string): boolean {
  const from = new Map<string, number>();
  for (const fact of facts) {
    const at = text.indexOf(fact.text, from.get(fact.text) ?? 0);
    if (at < 0) return false;
    from.set(fact.text, at + fact.text.length);
  }
  return true;
}
