import type { Place } from '../model.js';

/** A place with its 1-based column in the units that not every format wants. */
export interface Mark {
  place: Place;
  characters: number;
  bytes: number;
}

/**
 * What a report asks a script's text for, where the text itself is not at hand: findings of an earlier run, or of another
 * thread. `marks` by offset in the whole file's text: the ends of all findings and of their sentences.
 */
export class Recorded {
  constructor(
    readonly format: string,
    private readonly marks: ReadonlyMap<number, Mark>,
  ) {}

  at(offsetInFile: number): Mark | undefined {
    return this.marks.get(offsetInFile);
  }
}
