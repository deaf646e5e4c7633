/**
 * Which of many expressions can match in a text at all. Of each it is known which characters a match cannot do without: one of
 * each of its groups. Characters are looked at once for all expressions, and that takes less time than to try one of them.
 */
export class Sieve {
  /** code unit → its number, 0 for what nothing needs */
  private readonly numbers = new Uint16Array(0x10000);
  /** number of a character → the expressions in whose first group it is, a bit each, then those in whose second */
  private readonly masks: Int32Array;
  /** the same of those that do not ask for such a group */
  private readonly free: Int32Array;
  private readonly words: number;
  private readonly found: Int32Array;

  /** @param needs of each expression its groups of characters, two at most */
  constructor(needs: readonly (readonly string[])[]) {
    this.words = (needs.length + 31) >>> 5;
    const width = this.words * 2;
    this.free = new Int32Array(width);
    this.found = new Int32Array(width);
    const characters = [...new Set(needs.flat().join('').split(''))];
    this.masks = new Int32Array((characters.length + 1) * width);
    for (const [at, c] of characters.entries()) this.numbers[c.charCodeAt(0)] = at + 1;
    for (const [row, groups] of needs.entries()) {
      for (const half of [0, 1]) {
        const word = half * this.words + (row >>> 5);
        const group = groups[half];
        if (group === undefined) this.free[word]! |= 1 << (row & 31);
        else
          for (const c of group.split(''))
            this.masks[this.numbers[c.charCodeAt(0)]! * width + word]! |= 1 << (row & 31);
      }
    }
  }

  /** Looks at a part of a text; `passes` then tells of it. */
  look(text: string, start = 0, end = text.length): void {
    const { numbers, masks, found } = this;
    const width = found.length;
    found.set(this.free);
    for (let at = start; at < end; at += 1) {
      const number = numbers[text.charCodeAt(at)]!;
      if (number === 0) continue;
      for (let word = 0; word < width; word += 1) found[word]! |= masks[number * width + word]!;
    }
  }

  passes(row: number): boolean {
    const word = row >>> 5;
    return (((this.found[word]! & this.found[word + this.words]!) >>> (row & 31)) & 1) === 1;
  }
}
