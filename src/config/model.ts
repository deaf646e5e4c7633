import type { RuleOptions } from '../judge/rule-options.js';
import type { Severity } from '../model.js';

export type { RuleOptions } from '../judge/rule-options.js';
export type RuleSeverity = Severity | 'off';

/** Something the seller can prove. Clears what it covers until its last day has passed. */
export interface Evidence {
  id: string;
  /** words it proves */
  covers: string[];
  /** a sentence it proves */
  claim?: string;
  /** what it is: a test report, a data source, … */
  kind?: string;
  number?: string;
  source?: string;
  /** `2026-01-01/2026-06-30` */
  period?: string;
  /** ISO date of its last day */
  validUntil?: string;
}

export interface ListChange {
  add: string[];
  remove: string[];
}

/** Where a value comes from. Line and column are 1-based. */
export interface Provenance {
  source: 'default' | 'profile' | 'config' | 'cli';
  /** absolute path, or the profile's name */
  file?: string;
  line?: number;
  column?: number;
}

export const SEGMENTERS = ['node-rs-jieba', 'nodejieba'] as const;
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;

/** What the command line or a caller may set; each wins over every file. */
export interface ConfigOptions {
  trade?: string;
  platform?: string;
  ownBrands?: string[];
  competitors?: string[];
  packs?: string[];
  rules?: Record<string, RuleSeverity>;
  minSeverity?: Severity;
  failOn?: Severity | 'never';
  segmenter?: (typeof SEGMENTERS)[number];
  lang?: 'zh' | 'en';
  requireReason?: boolean;
  /** absolute; false: none, whatever the files say */
  baseline?: string | false;
}

/** What holds for one file, everything merged. A plain record. */
export interface ResolvedConfig {
  trade?: string;
  platform?: string;
  ownBrands: string[];
  competitors: string[];
  /** absolute paths of pack files or folders, beyond the built-in ones */
  packs: string[];
  /** by rule id or by pack name */
  rules: Record<string, RuleSeverity>;
  /** by rule id */
  ruleOptions: Record<string, RuleOptions>;
  lists: Record<string, ListChange>;
  evidence: Evidence[];
  minSeverity: Severity;
  failOn: Severity | 'never';
  segmenter: (typeof SEGMENTERS)[number];
  lang?: 'zh' | 'en';
  /** a suppression without a reason is reported */
  requireReason: boolean;
  /** absolute path of the findings that are not to be reported again */
  baseline?: string;
  /** config files that hold, farthest first; absolute */
  files: string[];
  /** key (`trade`, `rules.absolute/superlative`, `lists.market`, `evidence.E-014`) → what set it, in order; the last one wins or adds */
  from: Record<string, Provenance[]>;
}
