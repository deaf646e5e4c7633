import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { expect, it } from 'vitest';
import type { Context } from '../../src/commands/context.js';
import { messagesFor } from '../../src/messages/index.js';
import { buildProgram } from '../../src/program.js';
import { FORMAT_NAMES } from '../../src/report/formats.js';
import { Output } from '../../src/report/output.js';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const section = (name: string) => page.split(`\n## koubo ${name}\n`)[1]?.split('\n## ')[0] ?? '';

async function everything(lang: 'zh' | 'en'): Promise<Command> {
  const [out, err] = [new Output(() => new PassThrough()), new Output(() => new PassThrough())];
  const io = {
    argv: [],
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    cwd: '/',
    env: {},
    isTTY: false,
    columns: 80,
  };
  const context: Context = {
    io,
    lang,
    langChosen: true,
    m: messagesFor(lang),
    out,
    err,
    colour: false,
    debug: false,
    version: '0',
  };
  return buildProgram(context, undefined, () => undefined, true);
}

it('docs/cli.md names every command, option and format', async () => {
  const program = await everything('en');
  const common = ['--lang', '--color', '--no-color', '--debug'];
  for (const word of common) expect(page).toContain(word);
  for (const command of program.commands) {
    const text = section(command.name());
    expect(text, command.name()).not.toBe('');
    for (const sub of command.commands) expect(text).toContain(`koubo ${command.name()} ${sub.name()}`);
    for (const { options } of [command, ...command.commands]) {
      for (const { long } of options) if (long && !common.includes(long)) expect(text, command.name()).toContain(long);
    }
  }
  for (const name of FORMAT_NAMES) expect(section('check')).toContain(`| \`${name}\` |`);
});

it('every option says what it does, in both languages', async () => {
  for (const lang of ['zh', 'en'] as const) {
    for (const command of (await everything(lang)).commands) {
      expect(command.description()).not.toBe('');
      for (const { options } of [command, ...command.commands]) {
        for (const option of options) expect(option.description, `${command.name()} ${option.flags}`).not.toBe('');
      }
    }
  }
});

it('docs/comparison.md names only commands and options of koubo that exist', async () => {
  const comparison = readFileSync(new URL('../../docs/comparison.md', import.meta.url), 'utf8');
  const { commands } = await everything('en');
  const names = new Set(
    commands.flatMap((one) => [one, ...one.commands]).flatMap(({ options }) => options.map(({ long }) => long)),
  );
  const cells = comparison.match(/^\| .*$/gm)!.map((row) => row.split(' | ')[1]!);
  const words = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!));
  expect(words.length).toBeGreaterThan(10);
  for (const word of words) {
    const option = /--[\w-]+/.exec(word)?.[0];
    if (option) expect(names, word).toContain(option);
    const [, command, sub] = /^koubo (\w+)(?: (\w+))?/.exec(word) ?? [];
    if (!command) continue;
    const found = commands.find((one) => one.name() === command);
    expect(found, word).toBeDefined();
    if (sub)
      expect(
        found!.commands.map((one) => one.name()),
        word,
      ).toContain(sub);
  }
});
