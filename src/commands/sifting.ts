import { resolve } from 'node:path';
import { Baselines } from '../baseline/baselines.js';
import type { ResolvedConfig } from '../config/index.js';
import type { Changes } from '../git/changes.js';
import { hasLines } from '../input/formats.js';
import type { Finding } from '../model.js';
import { locateIn } from '../report/place.js';
import type { Tally } from '../report/tally.js';
import type { Batch } from '../report/types.js';
import type { CheckOptions } from './check.js';
import type { Io } from './context.js';

type Sifted = Batch & { config: ResolvedConfig };

/**
 * Between judging and the report: takes aside what no one is to be blamed for now (findings that comments silence, and those
 * of the baseline), and leaves out what stands in lines that did not change.
 */
export class Sifter {
  private readonly baselines: Baselines;
  private changes: Changes | undefined;

  constructor(
    private readonly io: Pick<Io, 'cwd' | 'env'>,
    private readonly options: CheckOptions,
  ) {
    this.baselines = new Baselines(io.cwd);
  }

  /** What can be wrong is told before the first file is read. @throws BaselineError, GitError */
  async open(base: ResolvedConfig | undefined): Promise<void> {
    const { changed } = this.options;
    if (base?.baseline !== undefined) await this.baselines.for(base.baseline);
    if (changed === undefined) return;
    const { changesSince } = await import('../git/changes.js');
    this.changes = await changesSince(this.io.cwd, changed || undefined, this.io.env);
  }

  /** Whether a file (absolute path) is to be read at all. */
  readonly wants = (file: string): boolean => this.changes?.touched(file) ?? true;

  async sift<B extends Sifted>(batch: B): Promise<B> {
    // The baseline goes first: it must see what it holds, changed or not.
    const marked = await this.marked(batch);
    const findings = this.changes ? marked.filter((finding) => this.changed(finding, batch)) : marked;
    if (!findings.some(isAside)) return findings === batch.findings ? batch : { ...batch, findings };
    return { ...batch, findings: findings.filter((f) => !isAside(f)), aside: findings.filter(isAside) };
  }

  private async marked({ path, findings, config }: Sifted): Promise<readonly Finding[]> {
    if (config.baseline === undefined) return findings;
    const baseline = await this.baselines.for(config.baseline);
    return baseline.mark(resolve(this.io.cwd, path), findings);
  }

  /** A sentence is judged as a whole, so any of its lines counts. What only the whole script tells counts in every file that was touched. */
  private changed({ scope, start, end, sentence }: Finding, { path, script }: Batch): boolean {
    if (scope !== undefined || (script && !hasLines(script.format))) return true;
    const places = [start, end, locateIn(script, sentence.start, start), locateIn(script, sentence.end, end)];
    const lines = places.map(({ line }) => line);
    return this.changes?.has(resolve(this.io.cwd, path), Math.min(...lines), Math.max(...lines)) ?? true;
  }

  end(tally: Tally): void {
    if (this.baselines.any) tally.endBaseline(this.complete ? this.baselines.gone() : undefined);
    if (this.changes) tally.totals.changedSince = this.changes.base?.name ?? '';
  }

  /** Whether all that the baseline may hold was looked for. */
  private get complete(): boolean {
    const { rule, pack, off, minSeverity, quiet, changed } = this.options;
    return [rule, pack, off, minSeverity, changed].every((option) => option === undefined) && !quiet;
  }
}

const isAside = ({ suppression, baselineState = 'new' }: Finding): boolean =>
  suppression !== undefined || baselineState !== 'new';
