import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from '../cli/run.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const CLI = join(root, 'dist/cli.js');

/** A repository with these files committed, in which `npx koubo`, `koubo` and node_modules/.bin/koubo are the built one. */
export function repositoryWith(files: Record<string, string>): string {
  const folder = folderWith({ '.gitignore': 'node_modules/\n', ...files });
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  program('koubo', `exec "${process.execPath}" "${CLI}" "$@"`);
  // What npx does with a package that the project has.
  program('npx', `[ "$1" != --yes ] || shift; exec "$(dirname "$0")/$@"`);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(folder);
  return folder;
}

export function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export function commit(cwd: string): void {
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--allow-empty', '--message=x');
}

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a script with bash and nothing in its environment but this. */
export function bash(script: string, cwd: string, env: Record<string, string> = {}): Promise<Ran> {
  const path = [join(cwd, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const options = { cwd, env: { PATH: path, HOME: cwd, ...env } };
  return new Promise((done) => {
    execFile('bash', ['-e', '-c', script], options, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** The fenced block of docs/integrations.md whose first line is this comment, or that holds these words. */
export function snippet(mark: string): string {
  const blocks = [...read('docs/integrations.md').matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '');
  const found = blocks.filter((text) => text.includes(mark));
  if (found.length !== 1) throw new Error(`${found.length} snippets with ${mark}`);
  return found[0]!;
}
