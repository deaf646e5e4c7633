import type { Severity, Verdict } from '../model.js';

export type Paint = (text: string) => string;

/** Roles, not colours: what a text is, not how it looks. */
export interface Palette {
  verdict: Record<Verdict, Paint>;
  mark: Record<Severity | 'exempt', Paint>;
  path: Paint;
  place: Paint;
  faint: Paint;
  label: Paint;
  good: Paint;
  fresh: Paint;
  slot: Paint;
  bad: Paint;
  strong: Paint;
}

const same: Paint = (text) => text;
const PLAIN: Palette = {
  verdict: { violation: same, unproven: same, undisclosed: same, advice: same, exempt: same },
  mark: { error: same, warning: same, info: same, exempt: same },
  path: same,
  place: same,
  faint: same,
  label: same,
  good: same,
  fresh: same,
  slot: same,
  bad: same,
  strong: same,
};
let coloured = PLAIN;

/** To be awaited once before colours are wanted: chalk takes longer to load than a script to check, and CI wants none. */
export async function loadColours(): Promise<void> {
  ({ coloured } = await import('./ansi.js'));
}

export function paletteFor(colour: boolean): Palette {
  return colour ? coloured : PLAIN;
}

/** OSC 8 link; terminals without it show the text alone. */
export function link(text: string, url: string | undefined, enabled: boolean): string {
  return enabled && url ? `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007` : text;
}

/** Terminals known to follow OSC 8 links. Others print rubbish or nothing, so it stays off when in doubt. */
export function supportsLinks(env: Readonly<Record<string, string | undefined>>, isTTY: boolean): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== '0';
  if (!isTTY || env.CI || env.TERM === 'dumb') return false;
  if (env.WT_SESSION || env.KITTY_WINDOW_ID || env.KONSOLE_VERSION || env.DOMTERM) return true;
  if (Number(env.VTE_VERSION ?? 0) >= 5000) return true;
  return ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby'].includes(env.TERM_PROGRAM ?? '');
}
