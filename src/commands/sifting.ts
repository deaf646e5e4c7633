import { resolve } from 'node:path';
import { Baselines } from '../baseline/baselines.js';
import type { ResolvedConfig } from '../config/index.js';
import type { Finding } from '../model.js';
import type { Tally } from '../report/tally.js';
import type { Batch } from '../report/types.js';
import type { CheckOptions } from './check.js';

/** Takes aside what no one is to be blamed for now, between judging and the report: findings that comments silence, and those of the baseline. */
export class Sifter {
  private readonly baselines: Baselines;

  constructor(private readonly job: { cwd: string; options: CheckOptions }) {
    this.baselines = new Baselines(job.cwd);
  }

  /** What can be wrong is told before the first file is read. */
  async open(base: ResolvedConfig | undefined): Promise<void> {
    if (base?.baseline !== undefined) await this.baselines.for(base.baseline);
  }

  async sift<B extends Batch & { config: ResolvedConfig }>(batch: B): Promise<B> {
    const findings = await this.marked(batch);
    if (!findings.some(isAside)) return findings === batch.findings ? batch : { ...batch, findings };
    return { ...batch, findings: findings.filter((f) => !isAside(f)), aside: findings.filter(isAside) };
  }

  private async marked({ path, findings, config }: Batch & { config: ResolvedConfig }): Promise<readonly Finding[]> {
    if (config.baseline === undefined) return findings;
    const baseline = await this.baselines.for(config.baseline);
    return baseline.mark(resolve(this.job.cwd, path), findings);
  }

  end(tally: Tally): void {
    if (this.baselines.any) tally.endBaseline(this.complete ? this.baselines.gone() : undefined);
  }

  /** Whether all that the baseline may hold was looked for. */
  private get complete(): boolean {
    const { rule, pack, off, minSeverity, quiet } = this.job.options;
    return rule === undefined && pack === undefined && off === undefined && minSeverity === undefined && !quiet;
  }
}

const isAside = ({ suppression, baselineState = 'new' }: Finding): boolean =>
  suppression !== undefined || baselineState !== 'new';
