import type { RuleTime } from '../judge/rule-times.js';
import { padCells } from '../report/display.js';
import type { Clock } from './clock.js';
import type { Context } from './context.js';

/** Rules listed; those behind them are told as one. */
const SLOWEST = 20;

export function printTiming(clock: Clock, rules: readonly RuleTime[], { err, m }: Context): void {
  // What Node took before any of this ran is time the person waited, too.
  const stages: [string, number][] = [['start', performance.now() - clock.total()], ...clock.stages()];
  for (const [stage, ms] of stages) err.write(`${padCells(m.check.stage(stage), 8)} ${msText(ms)}\n`);
  if (rules.length === 0) return;
  const total = rules.reduce((sum, { ms }) => sum + ms, 0);
  const [head, ...columns] = m.check.ruleColumns;
  const shown = rules.slice(0, SLOWEST);
  const width = Math.max(...shown.map(({ rule }) => rule.length));
  const [share = '', attempts = '', matches = ''] = columns;
  const row = (name: string, time: string, part: string, tried: string, matched: string) =>
    err.write(
      `${padCells(name, width)} ${padCells(time, 12, 'left')} ${padCells(part, 7, 'left')} ${padCells(tried, 10, 'left')} ${padCells(matched, 10, 'left')}\n`,
    );
  const percent = (ms: number) => `${((100 * ms) / Math.max(total, Number.MIN_VALUE)).toFixed(1)}%`;
  err.write('\n');
  row(head ?? '', '', share, attempts, matches);
  for (const { rule, ms, attempts, matches } of shown)
    row(rule, msText(ms), percent(ms), m.number(attempts), m.number(matches));
  const rest = rules.slice(SLOWEST);
  if (rest.length === 0) return;
  const sum = (of: (time: RuleTime) => number) => rest.reduce((all, time) => all + of(time), 0);
  const ms = sum((time) => time.ms);
  const counts = [sum((time) => time.attempts), sum((time) => time.matches)] as const;
  row(m.check.otherRules(rest.length), msText(ms), percent(ms), m.number(counts[0]), m.number(counts[1]));
}

const msText = (ms: number): string => `${ms.toFixed(1).padStart(9)} ms`;
