/**
 * The records that pass between the stages. Plain data: no stage reaches back into an earlier one.
 *
 * bytes → Script (input) → sentences (text) → hits (match) → findings (judge) → rewrites (rewrite) → report
 *
 * All offsets are UTF-16 code units, end exclusive. Lines and columns are 1-based; a column counts UTF-16 code units.
 */

import type { Evidence } from './judge/settings.js';

/** Half-open range of UTF-16 code units. Which text it points into is said where it is used. */
export interface Span {
  start: number;
  end: number;
}

/** Where a person finds an offset, always in the file as it is on disk. `label` names the place in formats that have no lines: `话术!C7`, `00:12:03.250 主播`. */
export interface Place {
  line: number;
  column: number;
  label?: string;
  at?: PlaceDetail;
}

/** The parts of `Place.label` for programs; only those that the format has. Numbers are 1-based, times milliseconds. */
export interface PlaceDetail {
  paragraph?: number;
  table?: number;
  sheet?: string;
  cell?: string;
  row?: number;
  page?: number;
  time?: number;
  speaker?: string;
}

export type Verdict = 'violation' | 'unproven' | 'undisclosed' | 'advice' | 'exempt';
export type Severity = 'error' | 'warning' | 'info';
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
export const VERDICTS: readonly Verdict[] = ['violation', 'unproven', 'undisclosed', 'advice', 'exempt'];

/** Who speaks. A viewer's line is never a claim of the seller. */
export type Role = 'host' | 'assistant' | 'control' | 'viewer' | 'unknown';

/** One thing said: a line of a script, a subtitle cue group, a spreadsheet cell. */
export interface Utterance extends Span {
  /** index into Script.sections */
  section: number;
  role: Role;
  speaker?: string;
  /** milliseconds from the start of the recording */
  time?: { start: number; end: number };
  /** 0 to 1, where a recogniser gives it */
  confidence?: number;
  /**
   * Speech that is judged as it comes: what stands before this offset was judged when it came, and is here so that the
   * sentence is whole. Nothing is found in it again.
   */
  judgedTo?: number;
}

/** One product's stretch of a script, from a heading, a marker such as a numbered link, or the whole file. */
export interface Section extends Span {
  title?: string;
  /** first section of a later part that goes on from the part before it */
  continued?: boolean;
}

/**
 * An inline suppression comment. `lines` is the 1-based inclusive line range it covers. Its span points into the whole
 * file's decoded text (comments are no part of `Script.text` where a format cleans it); a block that is still open is
 * repeated, with the same span, in every later part.
 */
export interface Suppression extends Span {
  /** empty: all rules */
  rules: string[];
  reason?: string;
  /** as written; the ISO date of its last day, if it is one */
  until?: string;
  lines: { first: number; last: number };
  /** where the comment itself stands */
  place: Place;
  /** the end of the copy before it, in the text of the part in which it stands */
  after: number;
}

/** What a file says about itself in its front matter; for that file it overrides the config, or adds to it. */
export interface ScriptMeta {
  trade?: string;
  platform?: string;
  ownBrands?: string[];
  competitors?: string[];
  /** beside the config's; an entry of the same id takes its place */
  evidence?: Evidence[];
}

/**
 * A stretch of `Script.text` and where it stands in the file: [start, end) here, [from, to) there. The same characters on
 * both sides, unless it stands for something else there (`&amp;`, `<br>`); from = to: the reader put it in.
 */
export interface Stretch extends Span {
  from: number;
  to: number;
}

/**
 * One file, or one part of a file too large to hold (see `part`).
 * `text` is decoded text; every offset of a part is relative to the part's `text`.
 */
export interface Script {
  path: string;
  format: string;
  text: string;
  utterances: Utterance[];
  sections: Section[];
  suppressions: Suppression[];
  meta: ScriptMeta;
  /**
   * Where this part starts: `offset` in the copy of the whole file (all parts' `text` in a row), `line` in the file.
   * A small file is one part: offset 0, line 1, first and last.
   */
  part: { offset: number; line: number; first: boolean; last: boolean };
  /** offset in `text` → place in the whole file */
  locate(offset: number): Place;
  /**
   * Span of `text` → span of the whole file's decoded text, for formats whose `text` leaves out markup (Markdown, subtitles)
   * but whose file is text. Absent: add `part.offset`.
   */
  origin?(span: Span): Span;
  /**
   * Span of `text` → its stretches in the text that the format's writer changes: the whole file's decoded text, the XML of a
   * document's body, the texts of a workbook's cells in a row. Absent: the span itself, plus `part.offset`.
   */
  stretches?(span: Span): Stretch[];
  /** how the bytes were decoded; absent in formats that are no plain text */
  encoding?: { name: string; bom: boolean };
}

/** A cited article. `status` follows the project's law sheet: only `verified` articles are presented as certain. */
export interface Basis {
  /** short id such as `AdLaw-9.3` */
  id: string;
  /** the law's name and article as people write them */
  title: string;
  status: 'verified' | 'reported' | 'unverified';
}

export type RewriteKind = 'safe' | 'suggested' | 'needs-fact';

/** A replacement for the whole sentence. Re-linted: it holds no error or warning. Empty text: leave the sentence out. */
export interface Rewrite {
  text: string;
  kind: RewriteKind;
  /** names of the facts the writer must fill in, as they stand between 〔 and 〕 */
  slots: string[];
  /** the steps taken, for explain: `drop-word 最`, `hedge`, … */
  moves: string[];
}

/** One exemption tried on a hit. */
export interface ExemptionTrial {
  basis?: string;
  because: string;
  held: boolean;
  /** the words that made it hold, or that cancelled it */
  by?: string;
  cancelled?: string;
}

/** A second rule that hit the same words. */
export interface AlsoHit {
  rule: string;
  category: string;
  verdict: Verdict;
  severity: Severity;
  span: Span;
}

/** Findings of the same words share their lists (`basis`, `rewrites` …): they are to be read, not changed. */
export interface Finding {
  path: string;
  rule: string;
  title: string;
  pack: string;
  packVersion: string;
  category: string;
  verdict: Verdict;
  severity: Severity;
  /** offsets in the whole file's text */
  span: Span;
  start: Place;
  end: Place;
  /** the words found, as written */
  text: string;
  /** what they say once disguises are undone, where that differs */
  restored?: string;
  /** the whole sentence that a rewrite replaces; offsets in the whole file's text */
  sentence: Span & { text: string };
  message: string;
  basis: Basis[];
  /** facts that must be said and were not */
  missing: string[];
  exemptions: ExemptionTrial[];
  rewrites: Rewrite[];
  also: AlsoHit[];
  /** survives moved lines: rule + words + sentence, hashed */
  fingerprint: string;
  speaker?: string;
  /** set where only the whole script or section can tell; such a finding is reported once, at its first place */
  scope?: 'section' | 'script';
  /** other places of the same finding, for rules reported once a section or script */
  count?: number;
  /** the comment that silences it; only where such findings were asked for */
  suppression?: SilencedBy;
  /** only where there is a baseline */
  baselineState?: BaselineState;
}

/** Against a baseline, in SARIF's words; `updated`: the same claim in a sentence that was edited. */
export type BaselineState = 'new' | 'unchanged' | 'updated';

/** What a suppression comment says of itself. */
export interface SilencedBy {
  reason?: string;
  until?: string;
  /** of the comment */
  line: number;
}
