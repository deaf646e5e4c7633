/** Where the time goes, for --timing. Counts wall time by stage, in milliseconds. */
export class Clock {
  private readonly spent = new Map<string, number>();
  private mark = performance.now();
  private lapped = 0;

  /** Everything since the last call goes to this stage. */
  lap(stage: string): void {
    const now = performance.now();
    this.add(stage, now - this.mark);
    this.lapped += now - this.mark;
    this.mark = now;
  }

  /** Time spent elsewhere, such as in another thread. */
  add(stage: string, ms: number): void {
    this.spent.set(stage, (this.spent.get(stage) ?? 0) + ms);
  }

  /** What passed here, without what was added. */
  total(): number {
    return this.lapped;
  }

  /** Stages in the order of their first lap. */
  stages(): [stage: string, ms: number][] {
    return [...this.spent];
  }
}
