/** Which (pattern, place) pairs of a text were tried. A Set would be made and thrown away for every line. */
export class Tried {
  private keys = new Float64Array(1 << 10);
  private texts = new Int32Array(1 << 10);
  private mask = this.keys.length - 1;
  private used = 0;
  private text = 0;

  clear(): void {
    this.text++;
    this.used = 0;
  }

  /** False if the key was added before. */
  add(key: number): boolean {
    let slot = this.slot(key);
    while (this.texts[slot] === this.text) {
      if (this.keys[slot] === key) return false;
      slot = (slot + 1) & this.mask;
    }
    this.keys[slot] = key;
    this.texts[slot] = this.text;
    if (++this.used * 2 > this.keys.length) this.grow();
    return true;
  }

  private slot(key: number): number {
    return (Math.imul(key | 0, 0x9e3779b1) >>> 12) & this.mask;
  }

  private grow(): void {
    const { keys, texts, text } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.texts = new Int32Array(keys.length * 2);
    this.mask = this.keys.length - 1;
    this.used = 0;
    for (let i = 0; i < keys.length; i++) if (texts[i] === text) this.add(keys[i] as number);
  }
}
