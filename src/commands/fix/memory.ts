import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { placeFile } from '../../fix/atomic.js';
import type { Sentence } from '../../fix/sentences.js';
import type { FixMessages } from '../../messages/fix.js';
import { Failure } from '../context.js';

/** Sentences that a person has skipped, by the fingerprints of their findings; kept in a file if asked for. */
export class Memory {
  private changed = false;

  private constructor(
    private readonly file: string,
    private readonly skipped: Set<string>,
  ) {}

  /** @throws Failure for a file that something else has written */
  static open(name: string, cwd: string, t: FixMessages): Memory {
    const file = resolve(cwd, name);
    if (!existsSync(file)) return new Memory(file, new Set());
    try {
      const { skipped } = JSON.parse(readFileSync(file, 'utf8')) as { skipped?: unknown };
      if (Array.isArray(skipped) && skipped.every((one) => typeof one === 'string'))
        return new Memory(file, new Set(skipped));
    } catch {
      // Told below, with what to do.
    }
    throw new Failure(t.badMemory(name), t.badMemoryRemedy);
  }

  /** Whether nothing has been found in the sentence that was not skipped before. */
  has({ findings }: Sentence): boolean {
    return findings.every(({ fingerprint }) => this.skipped.has(fingerprint));
  }

  add({ findings }: Sentence): void {
    for (const { fingerprint } of findings) this.skipped.add(fingerprint);
    this.changed = true;
  }

  save(): void {
    if (!this.changed) return;
    const text = `${JSON.stringify({ skipped: [...this.skipped].sort() }, null, 2)}\n`;
    placeFile(this.file, Buffer.from(text));
    this.changed = false;
  }
}
