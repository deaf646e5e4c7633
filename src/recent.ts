/**
 * What was made of texts lately, by text, within bounds. Two generations: when the younger is full, the older is forgotten and the
 * younger takes its place; what is asked for again is young again.
 */
export class Recent<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();
  private weight = 0;

  /**
   * @param room how much a generation holds before it is full; at most twice as much is kept, and one value
   * @param weigh how much a value takes, in the unit of `room`
   */
  constructor(
    private readonly room: number,
    private readonly weigh: (text: string, value: V) => number,
  ) {}

  /** How many values are kept. */
  get size(): number {
    return this.young.size + this.old.size;
  }

  get(text: string): V | undefined {
    const value = this.young.get(text);
    if (value !== undefined) return value;
    const earlier = this.old.get(text);
    if (earlier !== undefined) this.set(text, earlier);
    return earlier;
  }

  set(text: string, value: V): void {
    const before = this.young.get(text);
    if (before !== undefined) this.weight -= this.weigh(text, before);
    else this.old.delete(text);
    if (this.weight >= this.room) {
      this.old = this.young;
      this.young = new Map();
      this.weight = 0;
    }
    this.young.set(text, value);
    this.weight += this.weigh(text, value);
  }
}
