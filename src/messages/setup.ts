import type { Lang } from './index.js';

import { number } from './number.js';

const zh = {
  show: '看某个文件适用哪些设置，各从哪里来',
  schema: '输出配置的 JSON Schema',
  argFile: '文件；不写就看当前文件夹',
  files: '配置文件',
  noFiles: '没有配置文件，都是默认值',
  source: { default: '默认', cli: '命令行', profile: '内置方案', config: '' } as Record<string, string>,
  notSet: '未设',
  argShell: 'bash、zsh 或 fish',
  initTrade: '卖什么？（行业，可留空）',
  initPlatform: '在哪里卖？（平台，可留空）',
  initBrands: '自家品牌？（逗号分隔，可留空）',
  initCi: '写 GitHub 工作流？',
  initHook: '写 pre-commit 配置？',
  yesNo: '[y/N]',
  optYes: '不问，全用默认',
  optForce: '覆盖已有的文件',
  exists: (path: string) => `${path} 已经有了`,
  existsRemedy: '加 --force 覆盖，或先移走它',
  wrote: (path: string) => `写好 ${path}`,
  kept: (path: string) => `${path} 已有，没有动`,
  next: '接着运行：koubo check 话术/',
  unknownAnswer: (value: string, known: readonly string[]) => `没有 ${value}，可选：${known.join('、')}`,
  count: number,
};

const en: typeof zh = {
  show: 'which settings apply to a file, and where each comes from',
  schema: 'print the JSON Schema of the configuration',
  argFile: 'a file; the current folder without it',
  files: 'files',
  noFiles: 'no configuration file; these are defaults',
  source: { default: 'default', cli: 'command line', profile: 'profile', config: '' },
  notSet: 'not set',
  argShell: 'bash, zsh or fish',
  initTrade: 'What do you sell? (trade, may be left empty)',
  initPlatform: 'Where? (platform, may be left empty)',
  initBrands: 'Your own brands? (comma-separated, may be left empty)',
  initCi: 'Write a GitHub workflow?',
  initHook: 'Write a pre-commit configuration?',
  yesNo: '[y/N]',
  optYes: 'ask nothing, take the defaults',
  optForce: 'overwrite files that exist',
  exists: (path) => `${path} exists`,
  existsRemedy: 'overwrite it with --force, or move it away',
  wrote: (path) => `wrote ${path}`,
  kept: (path) => `${path} exists, left alone`,
  next: 'now run: koubo check scripts/',
  unknownAnswer: (value, known) => `no ${value}; one of ${known.join(', ')}`,
  count: number,
};

export type SetupMessages = typeof zh;

export function setupMessagesFor(lang: Lang): SetupMessages {
  return lang === 'en' ? en : zh;
}
