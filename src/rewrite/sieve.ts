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
    const all = needs.flat().join('');
    // No more characters than that, though some are met again.
    this.masks = new Int32Array((all.length + 1) * width);
    let numbered = 0;
    for (let row = 0; row < needs.length; row += 1) {
      const bit = 1 << (row & 31);
      for (let half = 0; half < 2; half += 1) {
        const word = half * this.words + (row >>> 5);
        const group = needs[row]![half];
        if (group === undefined) this.free[word]! |= bit;
        else
          for (let at = 0; at < group.length; at += 1) {
            const code = group.charCodeAt(at);
            if (this.numbers[code] === 0) this.numbers[code] = ++numbered;
            this.masks[this.numbers[code]! * width + word]! |= bit;
          }
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
