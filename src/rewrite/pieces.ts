import { Sieve } from './sieve.js';

/** A long expression as those that together match what it does: each is compiled when a text has what it needs. */
export class Pieces {
  /** only to be told from an expression: pieces are looked for from the start of a text */
  lastIndex = 0;
  private readonly made: (RegExp | undefined)[];
  private readonly sieve: Sieve;

  /** @param make the expression of a piece */
  constructor(
    private readonly pieces: readonly string[],
    needs: readonly (readonly string[])[],
    private readonly make: (piece: string) => RegExp,
  ) {
    this.made = new Array(pieces.length);
    this.sieve = new Sieve(needs);
  }

  test(text: string): boolean {
    this.sieve.look(text);
    for (let at = 0; at < this.pieces.length; at += 1)
      if (this.sieve.passes(at) && this.piece(at).test(text)) return true;
    return false;
  }

  /** The match that begins first. */
  exec(text: string): RegExpExecArray | null {
    this.sieve.look(text);
    let first: RegExpExecArray | null = null;
    for (let at = 0; at < this.pieces.length; at += 1) {
      const match = this.sieve.passes(at) ? this.piece(at).exec(text) : null;
      if (match && (first === null || match.index < first.index)) first = match;
    }
    return first;
  }

  private piece(at: number): RegExp {
    let made = this.made[at];
    if (!made) {
      made = this.make(this.pieces[at]!);
      this.made[at] = made;
    }
    return made;
  }
}
