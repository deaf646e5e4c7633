import type { RewriteKind } from '../model.js';
import type { Step, StepMap } from './types.js';

/** One step with its operation named. */
export interface Op {
  op:
    | 'hit'
    | 'drop-hit'
    | 'drop-clause'
    | 'drop-sentence'
    | 'drop-pattern'
    | 'clause'
    | 'sentence'
    | 'before'
    | 'after'
    | 'before-hit'
    | 'after-hit'
    | 'swap'
    | 'hedge'
    | 'invite'
    | 'ask';
  text: string;
  swap?: [pattern: string, replacement: string][];
}

/** A rule's alternative, read once. */
export interface Alternative {
  ops: Op[];
  kind: RewriteKind;
  slots: string[];
  captures: string[];
  sayings: string[];
  /** names of goods it needs */
  goods: string[];
  hedges: boolean;
  /** leaves a fact open that its texts do not name */
  asks: boolean;
  /** only takes away */
  drops: boolean;
  /** says a clause or sentence anew */
  restates: boolean;
  /** only puts words around the hit */
  keepsHit: boolean;
}

const TEXTS = ['hit', 'clause', 'sentence', 'before', 'after', 'before-hit', 'after-hit'] as const;
const EMPTY_IS_DROP: Partial<Record<(typeof TEXTS)[number], Op['op']>> = {
  hit: 'drop-hit',
  clause: 'drop-clause',
  sentence: 'drop-sentence',
};
const MECHANICAL = new Set<Op['op']>(['drop-hit', 'drop-clause', 'drop-sentence', 'drop-pattern', 'swap', 'invite']);

const AROUND = new Set<Op['op']>(['before', 'after', 'before-hit', 'after-hit']);

const known = new WeakMap<readonly Step[], Alternative>();

/** Reads the steps of one alternative; the answer is kept as long as the rule is. */
export function alternative(steps: readonly Step[]): Alternative {
  let found = known.get(steps);
  if (!found) {
    found = read(steps);
    known.set(steps, found);
  }
  return found;
}

/** Prefix of a placeholder that names a saying. */
export const SAY = 'say:';
/** Prefix of a placeholder for goods named in the sentence. */
const GOODS = 'goods:';
/** Sayings named so leave a fact open. */
const ASKING = 'ask-';

/** Names of the facts a text leaves open, as they stand between 〔 and 〕. */
export function slotsOf(text: string): string[] {
  if (!text.includes('〔')) return [];
  return [...text.matchAll(/〔([^〔〕]*)〕/g)].map((match) => match[1]!);
}

function read(steps: readonly Step[]): Alternative {
  const ops: Op[] = [];
  let declared: RewriteKind | undefined;
  for (const step of steps) {
    if (typeof step === 'string') ops.push({ op: step, text: '' });
    else {
      declared = worst(declared, step.kind);
      readMap(step, ops);
    }
  }
  const texts = ops.flatMap((op) => [op.text, ...(op.swap ?? []).map(([, to]) => to)]);
  const slots = [...new Set(texts.flatMap(slotsOf))];
  const captures = [...new Set(texts.flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map((m) => m[1]!)))];
  const asks = ops.some((op) => op.op === 'ask' || op.text.includes(`{${SAY}${ASKING}`));
  let kind: RewriteKind = ops.every((op) => MECHANICAL.has(op.op)) ? 'safe' : 'suggested';
  if (declared) kind = declared;
  // a slot left open can never be applied unasked, whatever the rule says
  if (slots.length > 0 || asks) kind = 'needs-fact';
  return {
    ops,
    kind,
    slots,
    captures: captures.filter((name) => name !== 'hit' && !name.startsWith(SAY) && !name.startsWith(GOODS)),
    goods: captures.filter((name) => name.startsWith(GOODS)),
    sayings: captures.filter((name) => name.startsWith(SAY)).map((name) => name.slice(SAY.length)),
    hedges: ops.some((op) => op.op === 'hedge'),
    asks,
    drops: ops.every((op) => op.op.startsWith('drop-')),
    restates: ops.some((op) => op.op === 'clause' || op.op === 'sentence'),
    keepsHit: ops.every((op) => AROUND.has(op.op) || (op.op === 'hit' && op.text.includes('{hit}'))),
  };
}

function readMap(step: StepMap, ops: Op[]): void {
  if (step.drop !== undefined) {
    if (step.drop === 'hit' || step.drop === 'clause' || step.drop === 'sentence') {
      ops.push({ op: `drop-${step.drop}`, text: '' });
    } else ops.push({ op: 'drop-pattern', text: step.drop });
  }
  for (const name of TEXTS) {
    const text = step[name];
    if (text !== undefined) ops.push({ op: (text === '' && EMPTY_IS_DROP[name]) || name, text });
  }
  if (step.swap) ops.push({ op: 'swap', text: '', swap: Object.entries(step.swap) });
}

/** The alternative without what it would add behind the words, where all the facts that this asks for are asked for already. */
export function withoutAsked(choice: Alternative, said: ReadonlySet<string>): Alternative {
  const isSaid = ({ op, text }: Op) => {
    const slots = op === 'after' ? slotsOf(text) : [];
    return slots.length > 0 && slots.every((name) => said.has(name));
  };
  const ops = choice.ops.filter((op) => !isSaid(op));
  if (ops.length === choice.ops.length || ops.length === 0) return choice;
  return { ...choice, ops, slots: [...new Set(ops.flatMap((op) => slotsOf(op.text)))] };
}

const ORDER: RewriteKind[] = ['safe', 'suggested', 'needs-fact'];

/** The kind that needs more of the writer. */
export function worst<K extends RewriteKind | undefined>(a: K, b: K): K {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
