import type { Data, Lang, Told } from './input.js';
import { number } from './number.js';

const told = (problem: string, remedy: string): Told => ({ problem, remedy });
const renew = {
  zh: '修正这一行，或删掉文件，用 koubo baseline update 重新生成',
  en: 'mend the line, or delete the file and make it anew with koubo baseline update',
};

const baselineErrors = {
  missing: {
    zh: (d: Data) => told('找不到这个基线文件', `先生成它：koubo baseline update --baseline ${d.name} 话术/`),
    en: (d: Data) => told('no such baseline', `make it first: koubo baseline update --baseline ${d.name} scripts/`),
  },
  unreadable: {
    zh: (d: Data) => told(`基线文件无法读取（${d.reason}）`, '检查路径和权限'),
    en: (d: Data) => told(`the baseline cannot be read (${d.reason})`, 'check its path and permissions'),
  },
  'no-header': {
    zh: () => told('这不是 koubo 的基线：第一行应是 {"koubo-baseline":1}', renew.zh),
    en: () => told('no koubo baseline: its first line should be {"koubo-baseline":1}', renew.en),
  },
  ahead: {
    zh: (d: Data) => told(`这个基线由更新的版本写成（${d.version}，这里支持到 ${d.supported}）`, '升级 koubo'),
    en: (d: Data) => told(`written by a later koubo (${d.version}; this one knows ${d.supported})`, 'upgrade koubo'),
  },
  conflict: {
    zh: () => told('这里有没解决的合并冲突', '两边的行都留下，删掉冲突标记，再运行 koubo baseline prune'),
    en: () =>
      told(
        'an unresolved merge conflict',
        'keep the lines of both sides, take out the marks, and run koubo baseline prune',
      ),
  },
  syntax: {
    zh: (d: Data) => told(`这一行不是有效的 JSON：${d.reason}`, renew.zh),
    en: (d: Data) => told(`not valid JSON: ${d.reason}`, renew.en),
  },
  'no-entry': {
    zh: () => told('这一行不是一条基线记录', renew.zh),
    en: () => told('this line is no entry of a baseline', renew.en),
  },
  'unknown-key': {
    zh: (d: Data) => told(`没有 ${d.key} 这一项`, renew.zh),
    en: (d: Data) => told(`unknown key ${d.key}`, renew.en),
  },
  'missing-key': {
    zh: (d: Data) => told(`缺少 ${d.key}`, renew.zh),
    en: (d: Data) => told(`${d.key} is missing`, renew.en),
  },
  'bad-value': {
    zh: (d: Data) => told(`${d.key} 的值不对`, renew.zh),
    en: (d: Data) => told(`${d.key} has a wrong value`, renew.en),
  },
} satisfies Record<string, Record<Lang, (data: Data) => Told>>;

export type BaselineCode = keyof typeof baselineErrors;

export function tellBaseline(code: BaselineCode, data: Data, lang: Lang): Told {
  return baselineErrors[code][lang](data);
}

const zh = {
  update: '把现有的问题记进基线：以后只报新的',
  show: '按文件和规则列出基线里的问题',
  prune: '从基线里去掉已不再出现的',
  optBaseline: '基线文件；不写就用 koubo.yaml 里的 baseline，再没有就是 .koubo-baseline.jsonl',
  optCheck: '只看有没有要去掉的，有就以 1 退出',
  argPrune: '只看这些文件；不写就看基线里的全部文件',
  written: (path: string, total: number, added: number, removed: number) =>
    `${path}：共 ${number(total)} 处（新增 ${number(added)}，去掉 ${number(removed)}）`,
  same: (path: string, total: number) => `${path}：共 ${number(total)} 处，没有变化`,
  wouldPrune: (path: string, removed: number, renewed: number) =>
    `${path}：${number(removed)} 处已不再出现，${number(renewed)} 处的句子改过`,
  use: (path: string) => `在 koubo.yaml 里写 baseline: ${path}，或用 koubo check --baseline ${path}`,
  notWritten: '有文件没能检查，基线没有动',
  notWrittenRemedy: '先解决上面的错误，再运行一次',
  count: (count: number) => (count > 1 ? ` ×${number(count)}` : ''),
  total: (count: number, files: number) => `共 ${number(count)} 处，${number(files)} 个文件`,
  whole: '（整篇）',
};

const en: typeof zh = {
  update: 'put what is found now into the baseline, so that only new findings are reported',
  show: 'list what the baseline holds, by file and rule',
  prune: 'take out of the baseline what no longer occurs',
  optBaseline: 'the baseline; without it that of koubo.yaml, else .koubo-baseline.jsonl',
  optCheck: 'only tell whether something would go, and exit with 1 if so',
  argPrune: 'look at these files only; without them at all files of the baseline',
  written: (path, total, added, removed) =>
    `${path}: ${number(total)} in all (${number(added)} added, ${number(removed)} removed)`,
  same: (path, total) => `${path}: ${number(total)} in all, nothing changed`,
  wouldPrune: (path, removed, renewed) =>
    `${path}: ${number(removed)} no longer occur, ${number(renewed)} in sentences that were edited`,
  use: (path) => `write baseline: ${path} in koubo.yaml, or run koubo check --baseline ${path}`,
  notWritten: 'some files could not be checked, so the baseline was left as it is',
  notWrittenRemedy: 'mend the errors above and run again',
  count: (count) => (count > 1 ? ` ×${number(count)}` : ''),
  total: (count, files) => `${number(count)} in ${number(files)} ${files === 1 ? 'file' : 'files'}`,
  whole: '(whole script)',
};

export type BaselineMessages = typeof zh;

export function baselineMessagesFor(lang: Lang): BaselineMessages {
  return lang === 'en' ? en : zh;
}
