import type { Command } from 'commander';
import { nearest } from '../rules/errors.js';
import { type Context, Failure } from './context.js';

/** Collects a repeatable option; `a,b` counts as two. */
export const collect = (value: string, before: string[] = []): string[] => [
  ...before,
  ...value
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
];

/** Like `collect`, for values that may hold commas. */
export const collectWhole = (value: string, before: string[] = []): string[] => [...before, value];

/** Options whose value may be left out; it must be joined by `=`, or they would swallow the path behind them. */
const JOINED = ['--changed'];

export function joined(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((word, at) => (JOINED.includes(word) && (end < 0 || at < end) ? `${word}=` : word));
}

/** One of a fixed set, or a failure that names the nearest. */
export function choice<T extends string>(option: string, value: string, choices: readonly T[], { m }: Context): T {
  const found = choices.find((c) => c === value);
  if (found === undefined) throw new Failure(m.problem.badChoice(option, value, choices, nearest(value, choices)));
  return found;
}

export function wholeNumber(option: string, value: string, { m }: Context): number {
  if (!/^\d{1,12}$/.test(value)) throw new Failure(m.problem.badNumber(option, value));
  return Number(value);
}

/** Whose script it is and which rules judge it: the same options wherever scripts are judged. */
export const judgingOptions = (command: Command, { m: { cli } }: Context): Command =>
  command
    .option('--trade <name>', cli.optTrade)
    .option('--platform <name>', cli.optPlatform)
    .option('--own-brand <name>', cli.optOwnBrand, collect)
    .option('--competitor <name>', cli.optCompetitor, collect)
    .option('--pack <name>', cli.optPack, collect)
    .option('--rule <id>', cli.optRule, collect)
    .option('--off <id>', cli.optOff, collect);

/** Which configuration is read. */
export const configFileOptions = (command: Command, { m: { cli } }: Context): Command =>
  command.option('--config <file>', cli.optConfig).option('--no-config', cli.optNoConfig);
