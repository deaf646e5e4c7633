import type { RewriteKind, Span } from '../model.js';
import type { Phrases } from './phrases.js';

/** What a rule writes under `rewrite:` for one step. One operation a map; `kind` overrides the inferred kind. */
export interface StepMap {
  kind?: RewriteKind | undefined;
  /** replaces the words hit; `{hit}` and captures are filled in */
  hit?: string | undefined;
  /** `hit`, `clause`, `sentence`, or a pattern of which every match in the sentence goes */
  drop?: string | undefined;
  clause?: string | undefined;
  sentence?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  'before-hit'?: string | undefined;
  'after-hit'?: string | undefined;
  /** pattern → replacement, for what it finds in the words hit or over their edge */
  swap?: Record<string, string> | undefined;
}

/**
 * `hedge`: one attribution and one disclaimer. `invite`: a calm invitation in place of the clause.
 * `ask`: a slot for each missing fact, said after the clause.
 */
export type Step = 'hedge' | 'invite' | 'ask' | StepMap;

/**
 * Texts of a step may name captures (`{name}`), the words hit (`{hit}`) and a saying of rewriting.yaml (`{say:name}`), which
 * is chosen by situation; where none fits, the alternative is passed over. So is one that names goods (`{goods:one}`, `{goods:all}`
 * for two or more) where the sentence names none; `{goods:any}` may be empty.
 */

/** One finding as the rewriter sees it. Offsets are UTF-16 code units in the sentence (or in the text given to relint). */
export interface Target extends Span {
  clause: Span;
  captures: Record<string, string>;
  /** the words hit with their disguise undone, where they wore one */
  words?: string | undefined;
  rule: string;
  category: string;
  /** best first; each one is a list of steps done together */
  alternatives: readonly (readonly Step[])[];
  /** names of facts that must be said and were not */
  missing: readonly string[];
  /** no words of it were found: it reads like a breach as a whole */
  weighed?: boolean | undefined;
}

export interface RewriteContext {
  sentence: string;
  targets: readonly Target[];
  phrases: Phrases;
  /** trade of the script, where known: some trades may not be hedged */
  trade?: string | undefined;
  /** how many rewrites are wanted, 1–3; fewer cost fewer calls of `relint` */
  limit?: number | undefined;
  /** errors and warnings left in a text that stands in place of the sentence */
  relint(text: string): readonly Target[];
  /** all matches of a rule pattern in a text */
  find(pattern: string, text: string): readonly Span[];
  /** how much a clause of a breach reads like the one that makes it one: above 0 more likely than not */
  leans?(text: string, clause: Span): number;
  /** how much a clause beside a breach reads like one that says nothing without it: above 0 more likely than not */
  hangs?(text: string, clause: Span): number;
  /** how much a clause reads like a breach, whatever stands beside it: above 0 more likely than not */
  reads?(text: string, clause: Span): number;
  /** how much a piece of a clause reads like one with which a clause may begin: above 0 more likely than not */
  begins?(piece: string): number;
  /** how much a piece of a clause reads like one with which a clause may end: above 0 more likely than not */
  ends?(piece: string): number;
  /** where the words of a text begin */
  starts?(text: string): readonly number[];
  /** whether the word that begins at a place of a text is a noun */
  noun?(text: string, at: number): boolean;
}

/** Which alternatives a composition prefers. */
export type Wish = 'best' | 'sayable' | 'kept' | 'fact' | 'other' | 'last' | 'spare' | 'rest' | 'priced' | 'plain';
