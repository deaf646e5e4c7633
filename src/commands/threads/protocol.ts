/** What the main thread and the others say to each other. Plain data; findings as text, which passes faster than records do. */
import type { ConfigsOptions } from '../../config/index.js';
import type { Found } from '../../input/index.js';
import type { RuleTime } from '../../judge/rule-times.js';
import type { Lang } from '../../messages/index.js';
import type { Problem } from '../../report/types.js';
import type { CheckOptions } from '../check.js';
import type { Facts } from '../file-check.js';

/** What a thread begins with. */
export interface Given {
  configs: ConfigsOptions;
  options: CheckOptions;
  lang: Lang;
  today: string;
  /** where compiled rules are kept */
  folder?: string;
  /** findings will be kept: tell what is needed for that */
  keep: boolean;
  /** tell the time each rule takes */
  timing: boolean;
}

/** To a thread: files to check, in this order; how much of what it sent was used; all is done. */
export type Order = { files: [number: number, file: Found][] } | { used: number } | { finish: true };

/** From a thread. `end` comes once for each file, last, whatever happened. */
export type Event = { part: string } | { notice: string } | { error: Passed } | { end: true; facts?: Facts };

export type Message = { events: [number: number, event: Event][] } | { debug: string } | Spent;

/** What a thread spent, by stage and by rule. */
export interface Spent {
  stages: [string, number][];
  rules: RuleTime[];
}

/** An error that was put into words where it happened. */
export interface Passed {
  problems: Problem[];
  /** of errors that nobody foresaw */
  stack?: string;
}

/** Findings, roughly, that a thread may be ahead of the report before it waits. */
export const AHEAD = 4096;

/** How much an event counts towards that. */
export function weightOf(event: Event): number {
  // About the length of a finding.
  return 'part' in event ? 1 + Math.ceil(event.part.length / 600) : 1;
}
