/**
 * A compiled set of rules: what the build writes and the linter loads. Patterns are numbered; an index says which literals
 * lead to which pattern. What is many is numbers in typed arrays, which are read from the file as they stand.
 */
import type { SignTable } from '../judge/signs.js';
import type { Numbers } from '../match/numbers.js';
import type { TrieData } from '../match/trie.js';
import type { Role, Severity, Verdict } from '../model.js';
import type { PoolData } from './pool.js';
import type { LawSource, Scope, StepSource } from './schema.js';

export type NearScope = 'hit' | 'clause' | 'sentence' | 'utterance';

export interface Condition {
  any: number[];
  within: NearScope;
}

export interface Spare {
  basis?: string;
  because: string;
  becauseEn?: string;
  when?: number[];
  near?: number[];
  before?: number[];
  after?: number[];
  within: NearScope;
  unless?: number[];
  unlessWithin: NearScope;
}

export interface Need {
  fact: string;
  factEn?: string;
  any: number[];
  within: Scope;
  where: 'before' | 'after' | 'anywhere';
  times: number;
}

export type Alternative = StepSource[];

export interface Find {
  /** pattern number; absent for `disguised` */
  p?: number;
  disguised?: boolean;
  say?: string;
  sayEn?: string;
  rewrite?: Alternative[];
  verdict?: Verdict;
  severity?: Severity;
}

export interface Change {
  verdict?: Verdict;
  severity?: Severity;
  basis?: string[];
  say?: string;
  sayEn?: string;
}

export interface Rule {
  id: string;
  title: string;
  titleEn: string;
  pack: string;
  packVersion: string;
  category: string;
  serves: string[];
  basis: string[];
  find: Find[];
  with: Condition[];
  without: Condition[];
  spare: Spare[];
  needs: Need[];
  evidence: boolean;
  often?: { moreThan: number; per: number | 'minute' };
  /** reported where no rule found anything and the signs of the text weigh more than this */
  weigh?: {
    over: number;
    /** hits of this category give way where the signs speak for another category, of a rule that weighs, by so much more */
    yields?: number | undefined;
  };
  absent?: { any: number[]; in: 'script' | 'section' };
  /** whole-script judgements want at least this many characters to judge by */
  minChars: number;
  trades?: string[];
  platforms?: string[];
  off: boolean;
  status: 'verified' | 'reported' | 'unverified';
  since?: string;
  verdict: Verdict;
  severity: Severity;
  byTrade?: Record<string, Change>;
  byPlatform?: Record<string, Change>;
  roles: Role[];
  edges: 'word' | 'none';
  say: string;
  sayEn: string;
  rewrite: Alternative[];
}

/** Several lists of numbers, one after the other, and where each begins, with the end of the last. */
export interface Rows {
  at: Numbers;
  all: Numbers;
}

export interface PatternIndex {
  /** the literals, by number */
  trie: TrieData;
  /**
   * literal → the patterns it leads to: POSTING numbers each, (pattern, least, most) of the literal's offset in the pattern
   * and (group, least, most) of the first of its needs, group -1 if it has none
   */
  postings: Rows;
  /**
   * pattern → quadruples (group, one of BASES, least, most): a match holds a literal of that group, which begins so many
   * characters after its start or after the words hit
   */
  needs: Rows;
  /** pattern → the group with a literal of which every match begins, or -1 */
  heads: Numbers;
  /** literal → its class: literals of one class stand in the same groups, those of class 0 in none */
  classes: Numbers;
  /** group → the classes of its literals */
  groups: Rows;
}

export interface PackInfo {
  name: string;
  version: string;
  title: string;
  titleEn: string;
  category?: string;
  trade?: string;
  platform?: string;
  rules: number;
}

export interface Program {
  packs: PackInfo[];
  rules: Rule[];
  /** as they were written, with the pack whose local lists they may name; read only when asked for */
  readonly patterns: readonly (readonly [source: string, pack: string])[];
  /** pattern → its node in the pool, its first characters in the pool's sets, and one of HIT_USES */
  entries: Numbers;
  pool: PoolData;
  law: LawSource;
  /** what texts are weighed by */
  signs: SignTable;
  /** patterns looked for everywhere */
  main: PatternIndex;
  /** patterns looked for only around a hit */
  context: PatternIndex;
}

/** How many numbers a posting has. */
export const POSTING = 6;

/** Where a pattern names the words that were hit: that says where a match of it can begin. */
export const HIT_USES = ['none', 'first', 'later'] as const;
export type HitUse = (typeof HIT_USES)[number];
