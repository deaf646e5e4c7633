import type { Lang } from '../messages/index.js';
import type { Finding, Script, Severity, Verdict } from '../model.js';
import { shownPath } from './place.js';
import type { Recorded } from './recorded.js';

/** What a formatter may know about a rule beyond its findings (SARIF and the docs links need it). */
export interface RuleInfo {
  id: string;
  title: string;
  titleEn: string;
  pack: string;
  category: string;
  severity: Severity;
  verdict: Verdict;
  basis: { id: string; title: string; status: string }[];
  say: string;
  sayEn: string;
}

export interface FormatOptions {
  lang: Lang;
  /** ANSI colours; off when the output is no terminal or NO_COLOR is set */
  colour: boolean;
  /** OSC 8 hyperlinks on rule ids */
  links: boolean;
  /** terminal cells per row */
  width: number;
  /** koubo's own version */
  version: string;
  /** paths in the output are relative to this directory where they lie below it */
  cwd: string;
  rules: () => readonly RuleInfo[];
  ruleUrl: (id: string) => string | undefined;
  /** pages for people leave out their summary */
  quiet: boolean;
  /** list what comments silence, in formats for people too */
  showSuppressed?: boolean;
  /** rewrites carry the numbers by which a person chooses one */
  numbered?: boolean;
}

/** The text of a script, or the answers it would give. Modules of one's own always get the script. */
export type ScriptText = Script | Recorded;

/** The findings of one file, or of one part of a file too large to hold. Sorted by place. */
export interface Batch {
  path: string;
  findings: readonly Finding[];
  /** what is not to be blamed for: silenced by a comment, or held by the baseline. For formats that keep such things. */
  aside?: readonly Finding[];
  /** the text the findings point into; a formatter that converts columns needs it */
  script?: ScriptText;
}

/** A file or a setting that could not be used. It never stops the other files. */
export interface Problem {
  path?: string;
  message: string;
  remedy?: string;
  /** the lines of the file around the place, with a mark under it */
  frame?: string;
}

export interface Totals {
  files: number;
  filesWithFindings: number;
  /** UTF-16 code units of copy read */
  characters: number;
  verdicts: Record<Verdict, number>;
  severities: Record<Severity, number>;
  /** findings that were not shown because of --max-findings */
  unshown: number;
  /** findings that an exemption cleared and that are not shown */
  exemptHidden: number;
  /** findings that a comment silences; they are in no other count */
  suppressed: number;
  /** where there is one: findings it holds, and how many of its own no longer occur, if this run can tell */
  baseline?: { held: number; gone?: number };
  /** where only changed lines were looked at: since which reference; empty in a repository without commits */
  changedSince?: string;
  problems: Problem[];
}

/** Takes findings as they come and gives text as it is ready. `end` is called once, after the last batch. */
export interface Printer {
  add(batch: Batch): string;
  /** the same in pieces of some thousand characters, for formats that can: large texts cost more than many small ones */
  pieces?(batch: Batch): Iterable<string>;
  end(totals: Totals): string;
}

export type Formatter = (options: FormatOptions) => Printer;

/**
 * For formats that are one document. Each finding is turned into its record while its text is at hand; the texts
 * themselves are let go.
 */
export function gather<T>(
  convert: (finding: Finding, batch: Batch, options: FormatOptions) => T,
  render: (files: Gathered<T>[], totals: Totals, options: FormatOptions) => string,
): Formatter {
  return (options) => {
    const files = new Map<string, Omit<Gathered<T>, 'path'>>();
    return {
      add(batch) {
        const path = shownPath(batch.path, options.cwd);
        const file = files.get(path) ?? { records: [], aside: [] };
        files.set(path, file);
        for (const finding of batch.findings) file.records.push(convert(finding, batch, options));
        for (const finding of batch.aside ?? []) file.aside.push(convert(finding, batch, options));
        return '';
      },
      end: (totals) =>
        render(
          [...files].map(([path, file]) => ({ path, ...file })),
          totals,
          options,
        ),
    };
  };
}

/** The records of one file; a file without findings has none. */
export interface Gathered<T> {
  path: string;
  records: T[];
  /** of what was set aside */
  aside: T[];
}
