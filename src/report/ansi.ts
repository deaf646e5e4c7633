import { Chalk } from 'chalk';
import type { Palette } from './colour.js';

const c = new Chalk({ level: 1 });

/** Sixteen-colour names only, so that light and dark terminals both keep their own contrast. */
export const coloured: Palette = {
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
