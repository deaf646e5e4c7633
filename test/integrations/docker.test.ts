import { existsSync } from 'node:fs';
import { Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';
import ignore from 'ignore';
import { expect, it } from 'vitest';
import { read } from './support.js';

const file = DockerfileParser.parse(read('Dockerfile'));
const instructions = file.getInstructions();
const last = (name: string): Instruction | undefined => instructions.filter((one) => one.getKeyword() === name).at(-1);
const stage = (line: number) =>
  instructions.filter((one) => one.getKeyword() === 'FROM' && one.getRange()!.start.line <= line).length;

it('runs the command of the package on Node 20, not as root', () => {
  const bases = file.getFROMs().map((from) => from.getImage());
  expect(bases).toEqual(['node:20-slim', 'node:20-slim']);
  expect(JSON.parse(last('ENTRYPOINT')!.getArgumentsContent()!)).toEqual(
    Object.keys(JSON.parse(read('package.json')).bin),
  );
  expect(last('USER')!.getArgumentsContent()).toBe('node');
  expect(stage(last('USER')!.getRange()!.start.line)).toBe(2);
});

it('is sent everything that the build and the package need, and nothing else', () => {
  const context = ignore().add(read('.dockerignore'));
  const { files, scripts } = JSON.parse(read('package.json'));
  const needed = [
    'package.json',
    'package-lock.json',
    'src',
    'rules',
    'scripts',
    'tsconfig.json',
    'tsconfig.types.json',
    ...files,
  ];
  expect(scripts.build).toContain('scripts/');
  for (const path of needed.filter((path) => path !== 'dist')) {
    expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
    expect(read('.dockerignore').split('\n'), path).toContain(`!${path}`);
  }
  for (const path of ['node_modules/x', 'dist/x', '.git/config', 'test/x.ts'])
    expect(context.ignores(path), path).toBe(true);
  for (const copy of instructions.filter((one) => one instanceof Copy)) {
    const from = copy
      .getFlags()
      .find((flag) => flag.getName() === 'from')
      ?.getValue();
    const stages = file.getFROMs().map((each) => each.getBuildStage());
    if (from) expect(stages).toContain(from);
    else
      for (const argument of copy.getArguments().slice(0, -1))
        expect(existsSync(new URL(`../../${argument.getValue()}`, import.meta.url))).toBe(true);
  }
});
