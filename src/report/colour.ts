import { Chalk } from 'chalk';
import type { Severity, Verdict } from '../model.js';

export type Paint = (text: string) => string;

/**
 * Roles, not colours: sixteen-colour names only, so that light and dark terminals both keep their own contrast.
 */
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

export function paletteFor(colour: boolean): Palette {
  const c = new Chalk({ level: colour ? 1 : 0 });
  return {
    verdict: {
      violation: c.red.bold,
      unproven: c.yellow.bold,
      undisclosed: c.magenta.bold,
      advice: c.cyan.bold,
      exempt: c.dim,
    },
    mark: { error: c.red.bold, warning: c.yellow.bold, info: c.cyan, exempt: c.dim },
    path: c.bold,
    place: c.cyan,
    faint: c.dim,
    label: c.dim,
    good: c.green,
    fresh: c.green.bold.underline,
    slot: c.yellow.bold,
    bad: c.red.bold,
    strong: c.bold,
  };
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
