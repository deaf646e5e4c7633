/** Where the time goes, for --timing. Counts wall time by stage, in milliseconds. */
export class Clock {
  private readonly spent = new Map<string, number>();
  private mark = performance.now();

  /** Everything since the last call goes to this stage. */
  lap(stage: string): void {
    const now = performance.now();
    this.spent.set(stage, (this.spent.get(stage) ?? 0) + now - this.mark);
    this.mark = now;
  }

  total(): number {
    return [...this.spent.values()].reduce((sum, ms) => sum + ms, 0);
  }

  /** Stages in the order of their first lap. */
  stages(): [stage: string, ms: number][] {
    return [...this.spent];
  }
}
