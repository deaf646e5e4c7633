import type { Finding } from '../model.js';
import type { Batch } from '../report/types.js';

/** Takes aside what no one is to be blamed for, between judging and the report. */
export class Sifter {
  sift<B extends Batch>(batch: B): B {
    const { findings } = batch;
    const isAside = ({ suppression }: Finding) => suppression !== undefined;
    if (!findings.some(isAside)) return batch;
    return { ...batch, findings: findings.filter((f) => !isAside(f)), aside: findings.filter(isAside) };
  }
}
