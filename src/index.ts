/**
 * koubo as a library.
 *
 * ```ts
 * import { createLinter, textScript } from 'koubo';
 * const findings = createLinter({ trade: 'food' }).lint(textScript('全网最低价'));
 * ```
 */
export type { Evidence } from './judge/settings.js';
export { createLinter, type Linter, type LinterOptions } from './lint.js';
export type * from './model.js';
export type { PackInfo, Rule } from './rules/program.js';
export { textScript } from './script.js';
