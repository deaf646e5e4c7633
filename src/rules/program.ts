/**
 * A compiled set of rules as plain JSON: what the build writes and the linter loads. Patterns are numbered strings, parsed
 * when first tried; an index says which literals lead to which pattern.
 */
import type { Role, Severity, Verdict } from '../model.js';
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

/** literal → the patterns it leads to: flat triples (pattern, least, most) of the literal's offset in the pattern */
export interface PatternIndex {
  literals: string[];
  postings: number[][];
  /** literal → the groups it belongs to */
  groups: number[][];
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
  /**
   * [source, pack whose local lists it may name, then triples (group, least, most): a match holds a literal of that group
   * so many characters after its start]
   */
  patterns: [source: string, pack: string, ...groups: number[]][];
  /** the characters with which a match of each pattern can begin; 0: any */
  firsts: (string | 0)[];
  /** characters by falling frequency; for choosing anchors when rules are compiled again */
  frequencies: string;
  /** list name, local ones as `pack/name` → item patterns */
  lists: Record<string, string[]>;
  law: LawSource;
  /** patterns looked for everywhere */
  main: PatternIndex;
  /** patterns looked for only around a hit */
  context: PatternIndex;
}
