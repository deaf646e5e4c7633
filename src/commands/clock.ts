/** Milliseconds since some moment. Not `performance`: Node loads all its measuring for it. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Where the time goes, for --timing. Counts wall time by stage, in milliseconds. */
export class Clock {
  private readonly spent = new Map<string, number>();
  private mark = now();
  private lapped = 0;

  /** Everything since the last call goes to this stage. */
  lap(stage: string): void {
    const at = now();
    this.add(stage, at - this.mark);
    this.lapped += at - this.mark;
    this.mark = at;
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
