import { nearest } from '../rules/errors.js';
import { GitError, git, gitOutput, gitWord } from './run.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What changes are counted from. */
export interface Base {
  /** full hash */
  commit: string;
  /** as people know it: a branch, or what they wrote */
  name: string;
}

/**
 * The commit that this work forked from: where `ref` and HEAD part, so that what others did on `ref` since is none of ours.
 * Without `ref`: the target of the merge request, as CI tells it; else the branch's upstream; else HEAD.
 * @throws GitError
 */
export async function baseOf(cwd: string, ref: string | undefined, env: Env): Promise<Base> {
  const name = ref ?? targetOf(env) ?? (await upstream(cwd)) ?? 'HEAD';
  // No branch begins so: it could only be taken for an option.
  if (name.startsWith('-')) throw new GitError('bad-ref', { ref: name });
  const commit = await gitWord(cwd, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  if (!commit) throw await missing(cwd, name);
  const { code, out } = await git(cwd, ['merge-base', commit, 'HEAD']);
  const fork = out.toString('utf8').split('\n')[0]!;
  if (code === 0 && fork !== '') return { commit: fork, name };
  throw new GitError((await isShallow(cwd)) ? 'shallow' : 'unrelated', { ref: name });
}

function targetOf(env: Env): string | undefined {
  if (env.CI_MERGE_REQUEST_DIFF_BASE_SHA) return env.CI_MERGE_REQUEST_DIFF_BASE_SHA;
  const branch = env.GITHUB_BASE_REF || env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME;
  return branch ? `origin/${branch}` : undefined;
}

const upstream = (cwd: string) => gitWord(cwd, ['rev-parse', '--verify', '--quiet', '--abbrev-ref', '@{upstream}']);

async function missing(cwd: string, ref: string): Promise<GitError> {
  if (await isShallow(cwd)) return new GitError('shallow', { ref });
  const names = (await gitOutput(cwd, ['for-each-ref', '--format=%(refname:short)'])).toString('utf8').split('\n');
  const near = nearest(
    ref,
    names.filter((name) => name !== ''),
  );
  return new GitError('unknown-ref', { ref, ...(near === undefined ? {} : { near }) });
}

const isShallow = async (cwd: string) => (await gitWord(cwd, ['rev-parse', '--is-shallow-repository'])) === 'true';
