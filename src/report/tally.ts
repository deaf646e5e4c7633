import { type Finding, SEVERITIES, type Severity } from '../model.js';
import type { Batch, Problem, Totals } from './types.js';

export interface Showing {
  showExempt: boolean;
  maxFindings: number;
  /** warnings up to this number do not fail the run, more of them do */
  maxWarnings?: number;
}

/** What holds for one file; a config may set it per folder. */
export interface Thresholds {
  minSeverity: Severity;
  failOn: Severity | 'never';
}

/** Decides which findings are shown and counts what passes. Everything a summary or an exit code needs is here. */
export class Tally {
  readonly totals: Totals = {
    files: 0,
    filesWithFindings: 0,
    characters: 0,
    verdicts: { violation: 0, unproven: 0, undisclosed: 0, advice: 0, exempt: 0 },
    severities: { error: 0, warning: 0, info: 0 },
    unshown: 0,
    exemptHidden: 0,
    suppressed: 0,
    problems: [],
  };
  private shown = 0;
  private warnings = 0;
  private held = 0;
  private failing = false;
  private withFindings: string | undefined;

  constructor(private readonly showing: Showing) {}

  /** A part of a file that was read; `first` says that a new file begins. */
  read({ characters, first }: { characters: number; first: boolean }): void {
    if (first) this.totals.files++;
    this.totals.characters += characters;
  }

  problem(problem: Problem): void {
    this.totals.problems.push(problem);
  }

  /** The findings of the batch that are to be printed. Those of one file must come together. */
  take<B extends Batch>(batch: B, thresholds: Thresholds): B {
    const { minSeverity } = thresholds;
    const aside = (batch.aside ?? []).filter(({ severity }) => rank(severity) <= rank(minSeverity));
    for (const { suppression } of aside) {
      if (suppression) this.totals.suppressed++;
      else this.held++;
    }
    const findings = batch.findings.filter((finding) => this.passes(finding, batch.path, thresholds));
    return { ...batch, findings, aside };
  }

  private passes(finding: Finding, path: string, { minSeverity, failOn }: Thresholds): boolean {
    const { totals, showing } = this;
    if (finding.verdict === 'exempt') {
      if (!showing.showExempt) {
        totals.exemptHidden++;
        return false;
      }
    } else {
      // As ESLint counts: what is not listed for its severity is still a warning.
      if (finding.severity === 'warning') this.warnings++;
      if (rank(finding.severity) > rank(minSeverity)) return false;
      totals.severities[finding.severity]++;
      const tolerated = finding.severity === 'warning' && showing.maxWarnings !== undefined;
      if (!tolerated && failOn !== 'never' && rank(finding.severity) <= rank(failOn)) this.failing = true;
    }
    totals.verdicts[finding.verdict]++;
    if (this.withFindings !== path) {
      this.withFindings = path;
      totals.filesWithFindings++;
    }
    if (this.shown >= showing.maxFindings) {
      totals.unshown++;
      return false;
    }
    this.shown++;
    return true;
  }

  /** There was a baseline; `gone`: how much of it no longer occurs, if that can be told. */
  endBaseline(gone: number | undefined): void {
    this.totals.baseline = { held: this.held, ...(gone === undefined ? {} : { gone }) };
  }

  /** Whether the run fails. Findings left out by --max-findings count; exempt ones never do. */
  get fails(): boolean {
    return this.failing || this.tooManyWarnings;
  }

  get tooManyWarnings(): boolean {
    const { maxWarnings } = this.showing;
    return maxWarnings !== undefined && this.warnings > maxWarnings;
  }
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
