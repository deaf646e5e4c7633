import { spawn } from 'node:child_process';
import { type GitCode, tellGit } from '../messages/git.js';
import type { Data, Lang, Told } from '../messages/input.js';

export class GitError extends Error {
  override readonly name = 'GitError';
  readonly path = '';

  constructor(
    readonly code: GitCode,
    readonly data: Data = {},
  ) {
    const { problem, remedy } = tellGit(code, data, 'en');
    super(`${problem}; ${remedy}`);
  }

  say(lang: Lang): Told {
    return tellGit(this.code, this.data, lang);
  }
}

/** What the person's own settings must not change, nor run. */
const SETTINGS = ['core.fsmonitor=false', 'core.quotePath=false', 'diff.relative=false'].flatMap((one) => ['-c', one]);

export interface GitAnswer {
  code: number;
  out: Buffer;
  /** the first line of what it complains of */
  reason: string;
}

/**
 * Runs git, without a shell. `read`: gets the output as it comes, instead of all of it in the answer.
 * @throws GitError where git is not there
 */
export function git(cwd: string, args: readonly string[], read?: (chunk: Buffer) => void): Promise<GitAnswer> {
  return new Promise((done, fail) => {
    const child = spawn('git', [...SETTINGS, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0' },
    });
    const out: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', read ?? ((chunk: Buffer) => out.push(chunk)));
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 4096) complaint += chunk.toString('utf8');
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ENOENT'
          ? new GitError('no-git')
          : new GitError('failed', { command: args[0]!, reason: String(error) }),
      ),
    );
    child.on('close', (code) => {
      const reason = complaint.split('\n').find((line) => line.trim() !== '') ?? '';
      done({ code: code ?? 1, out: Buffer.concat(out), reason: reason.replace(/^fatal: /, '') });
    });
  });
}

/** Like `git`, for what must succeed. @throws GitError */
export async function gitOutput(cwd: string, args: readonly string[], read?: (chunk: Buffer) => void): Promise<Buffer> {
  const { code, out, reason } = await git(cwd, args, read);
  if (code !== 0) throw new GitError('failed', { command: args[0]!, reason });
  return out;
}

/** One line of output; undefined where git says no. */
export async function gitWord(cwd: string, args: readonly string[]): Promise<string | undefined> {
  const { code, out } = await git(cwd, args);
  return code === 0 ? out.toString('utf8').replace(/\r?\n$/, '') : undefined;
}
