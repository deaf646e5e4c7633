import { flags, type Judgement } from './judgement.js';

export interface NeutralScore {
  lines: number;
  /** UTF-16 code units */
  characters: number;
  alerts: number;
  /** alerts for 10,000 characters */
  density: number;
  rules: { rule: string; alerts: number }[];
}

/** Alert density on text that is mostly lawful. `also` entries do not count: one place is one alert. */
export function neutralScore(lines: readonly { text: string; judgement: Judgement; alerts: number }[]): NeutralScore {
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  const alerts = lines.reduce((sum, line) => sum + line.alerts, 0);
  const rules = new Map<string, number>();
  for (const { judgement } of lines) {
    for (const { rule } of judgement.findings.filter(flags)) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  return {
    lines: lines.length,
    characters,
    alerts,
    density: characters === 0 ? 0 : (alerts / characters) * 10_000,
    rules: [...rules].map(([rule, count]) => ({ rule, alerts: count })).sort((a, b) => b.alerts - a.alerts),
  };
}
