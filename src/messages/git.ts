import type { Data, Lang, Told } from './input.js';

const told = (problem: string, remedy: string): Told => ({ problem, remedy });

const gitErrors = {
  'no-git': {
    zh: () => told('--changed 要用 git，但找不到它', '装好 git，或去掉 --changed'),
    en: () => told('--changed needs git, which is not there', 'install git, or leave --changed out'),
  },
  'no-repository': {
    zh: (d: Data) => told(`--changed 要在 git 仓库里用，这里不是：${d.reason}`, '到仓库里运行，或去掉 --changed'),
    en: (d: Data) =>
      told(
        `--changed works in a git repository, this is none: ${d.reason}`,
        'run it inside one, or leave --changed out',
      ),
  },
  'bad-ref': {
    zh: (d: Data) => told(`${d.ref} 不是 git 引用`, '写成 --changed=main 或 --changed=HEAD~1 这样'),
    en: (d: Data) => told(`${d.ref} is no git reference`, 'write --changed=main or --changed=HEAD~1'),
  },
  'unknown-ref': {
    zh: (d: Data) =>
      told(`仓库里没有 ${d.ref}`, `${d.near ? `是不是 ${d.near}？` : ''}远端的分支先用 git fetch 取下来`),
    en: (d: Data) =>
      told(
        `the repository has no ${d.ref}`,
        `${d.near ? `did you mean ${d.near}? ` : ''}fetch branches of the remote first`,
      ),
  },
  shallow: {
    zh: (d: Data) =>
      told(
        `这是浅克隆，历史不够，找不到与 ${d.ref} 的分叉点`,
        'GitHub Actions：actions/checkout 写 fetch-depth: 0；GitLab：GIT_DEPTH: 0；别处：git fetch --unshallow',
      ),
    en: (d: Data) =>
      told(
        `a shallow clone: its history does not reach back to where ${d.ref} forked`,
        'GitHub Actions: fetch-depth: 0 for actions/checkout; GitLab: GIT_DEPTH: 0; elsewhere: git fetch --unshallow',
      ),
  },
  unrelated: {
    zh: (d: Data) => told(`${d.ref} 与当前提交没有共同的历史`, '换一个引用'),
    en: (d: Data) => told(`${d.ref} and the current commit share no history`, 'name another reference'),
  },
  failed: {
    zh: (d: Data) => told(`git ${d.command} 失败：${d.reason}`, '在同一个文件夹里运行它看看'),
    en: (d: Data) => told(`git ${d.command} failed: ${d.reason}`, 'run it in the same folder to see more'),
  },
} satisfies Record<string, Record<Lang, (data: Data) => Told>>;

export type GitCode = keyof typeof gitErrors;

export function tellGit(code: GitCode, data: Data, lang: Lang): Told {
  return gitErrors[code][lang](data);
}
