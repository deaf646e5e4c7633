import { existsSync, realpathSync } from 'node:fs';
import { shownPath } from '../report/place.js';
import type { Baseline } from './baseline.js';
import type { Entry } from './entry.js';

/** The baselines of one run: one for all files, or one a folder where configs name several. */
export class Baselines {
  private readonly open = new Map<string, Baseline>();

  /** @param cwd for the paths in messages */
  constructor(private readonly cwd: string) {}

  /**
   * @param file absolute path
   * @throws BaselineError; not for a file that is not there, if it is to be written
   */
  async for(file: string, create = false): Promise<Baseline> {
    let baseline = this.open.get(file);
    if (!baseline) {
      // Loaded only here: it brings the schema library along.
      const { readBaseline } = await import('./file.js');
      baseline = readBaseline(file, shownPath(file, this.cwd), create);
      this.open.set(file, baseline);
    }
    return baseline;
  }

  get all(): readonly Baseline[] {
    return [...this.open.values()];
  }

  get any(): boolean {
    return this.open.size > 0;
  }

  gone(): number {
    return this.all.reduce((sum, baseline) => sum + baseline.gone(), 0);
  }
}

/** Replaces the file of a baseline, at once or not at all; a link stays one. @throws WriteError */
export async function writeBaseline({ file }: Pick<Baseline, 'file'>, entries: readonly Entry[]): Promise<void> {
  const [{ baselineText }, { placeFile }] = await Promise.all([import('./file.js'), import('../fix/atomic.js')]);
  const there = existsSync(file);
  placeFile(there ? realpathSync(file) : file, Buffer.from(baselineText(entries)), there ? file : undefined);
}
