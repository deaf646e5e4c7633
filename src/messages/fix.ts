import type { Lang } from './index.js';
import { number } from './number.js';

const zhLeft: Record<string, string> = {
  'needs-fact': '需补事实',
  'only-suggested': '只有建议说法（--all）',
  'no-rewrite': '没有现成的说法',
  skipped: '跳过',
  remembered: '以前说过不再问',
  unasked: '还没问到',
  encoding: '编码写不下',
  formula: '是公式算出来的',
  structure: '写回去读出来会不一样',
  pace: '字幕时间放不下',
  worse: '改了仍然会报',
  overlap: '与另一处改动重叠',
  signed: '文件有数字签名',
  format: '这种格式不能写回',
};

const zh = {
  optSafe: '只写可直接用的说法，不提问',
  optAll: '也写建议的说法，不提问',
  optDiff: '打印改动（unified diff），不写文件',
  optDryRun: '列出会改什么、不改什么和原因，不写文件',
  optOut: '写到这个文件或文件夹，原文件不动',
  optBackup: '留一份原文件：名字加 .bak',
  optRemember: '记住跳过的句子，下次不再问',
  optQuiet: '只打印错误',
  needsMode: '不在终端里，没法一句一句问',
  needsModeRemedy: '加 --safe（只写可直接用的说法）或 --all（也写建议的说法）；先看改动用 --diff',
  noStdin: '标准输入不能写回',
  noStdinRemedy: '写上文件名，如 koubo fix --safe 稿子.md',
  cannotWriteFormat: (format: string) => `${format} 只能检查，不能写回`,
  cannotWriteFormatRemedy: (formats: string) => `可以写回的格式：${formats}；或按 koubo check 的说法手工改`,
  changedOnDisk: '读完之后文件被别的程序改过，没有写',
  changedOnDiskRemedy: '在别的程序里保存并关掉它，再运行一次',
  outside: (target: string) => `是一个链接，指到所给文件夹之外（${target}），没有写`,
  outsideRemedy: '直接写出它所指的文件',
  cannotWrite: (why: string) => `写不了（${why}），文件没有变`,
  cannotWriteRemedy: '检查文件夹是否可写、磁盘是否已满',
  outIsFile: (out: string) => `--out ${out} 是一个文件，而要写的不止一个`,
  outIsFileRemedy: '给一个文件夹',
  outTwice: (out: string) => `两个文件都要写到 ${out}`,
  outTwiceRemedy: '分两次运行，或用不同的 --out',
  badMemory: (file: string) => `${file} 不是 koubo fix --remember 写的文件`,
  badMemoryRemedy: '删掉它，或换一个文件名',
  left: (code: string, what: string) => `${zhLeft[code] ?? code}${what === '' ? '' : `：${what}`}`,
  file: (path: string, changed: number, left: number) =>
    `${path}：改了 ${number(changed)} 句${left > 0 ? `，还有 ${number(left)} 句没改` : ''}`,
  fileWould: (path: string, changed: number, left: number) =>
    `${path}：会改 ${number(changed)} 句${left > 0 ? `，还有 ${number(left)} 句不改` : ''}`,
  wroteTo: (path: string) => `写到 ${path}`,
  backedUp: (path: string) => `原文件存为 ${path}`,
  summary: (files: number, sentences: number) =>
    sentences === 0 ? '没有改任何文件' : `改了 ${number(files)} 个文件、${number(sentences)} 句`,
  summaryWould: (files: number, sentences: number) =>
    sentences === 0 ? '不会改任何文件' : `会改 ${number(files)} 个文件、${number(sentences)} 句（没有写）`,
  summaryLeft: (total: number, why: readonly { code: string; count: number }[]) =>
    `还有 ${number(total)} 句没改：${why.map(({ code, count }) => `${zhLeft[code] ?? code} ${number(count)}`).join('　')}`,
  nothingLeft: '没有剩下要改的句子',
  leaveOut: '（这一句不说）',
  progress: (at: number, of: number) => `${at}/${of}`,
  choices: (rewrites: number) =>
    `${rewrites === 0 ? '' : rewrites === 1 ? '[1] 采用  ' : `[1-${rewrites}] 采用  `}[e] 自己改  [s] 跳过${rewrites === 0 ? '' : '  [a] 这条规则以后都用第一种'}  [q] 保存并退出  [?]`,
  help: [
    '1 2 3   用这一种说法；有空要填的，会一项一项问',
    'e       自己改，从第一种说法改起；e2 从第二种改起，e0 从原句改起',
    's       跳过这一句',
    'a       采用第一种，后面同一条规则的句子也都用第一种（要补事实的仍然问）',
    'q       保存已采用的并退出；再运行一次就从这里接着来',
  ],
  slot: (name: string) => `  ${name}：`,
  edit: '  改成：',
  slotEmpty: '  这一项空着，不能写；这句先不改',
  slotsOpen: '  还有 〔 〕 没填，不能写',
  refused: (why: string) => `  没有采用：${why}`,
};

const enLeft: Record<string, string> = {
  'needs-fact': 'needs a fact',
  'only-suggested': 'only a suggestion (--all)',
  'no-rewrite': 'no sentence to offer',
  skipped: 'skipped',
  remembered: 'not to be asked again',
  unasked: 'not asked yet',
  encoding: 'the encoding has no such character',
  formula: 'computed by a formula',
  structure: 'would not read back as meant',
  pace: 'too long for its cues',
  worse: 'would still be reported',
  overlap: 'overlaps another change',
  signed: 'the file is signed',
  format: 'a format that is only read',
};

const plural = (count: number, one: string): string => `${number(count)} ${one}${count === 1 ? '' : 's'}`;

const en: typeof zh = {
  optSafe: 'write only safe rewrites, ask nothing',
  optAll: 'write suggested rewrites, too, ask nothing',
  optDiff: 'print the changes (unified diff), write nothing',
  optDryRun: 'list what would change, what would not and why; write nothing',
  optOut: 'write to this file or folder, leave the original alone',
  optBackup: 'keep the original under its name and .bak',
  optRemember: 'remember skipped sentences and do not ask again',
  optQuiet: 'print errors only',
  needsMode: 'not on a terminal: sentences cannot be asked about',
  needsModeRemedy: 'add --safe (only safe rewrites) or --all (suggested ones, too); --diff shows the changes first',
  noStdin: 'standard input cannot be written back',
  noStdinRemedy: 'name a file: koubo fix --safe script.md',
  cannotWriteFormat: (format) => `${format} can be checked, but not written back`,
  cannotWriteFormatRemedy: (formats) => `formats that can: ${formats}; or change it by hand after koubo check`,
  changedOnDisk: 'changed on disk since it was read; not written',
  changedOnDiskRemedy: 'save and close it in the other program, and run this again',
  outside: (target) => `a link that leads out of the folder given (${target}); not written`,
  outsideRemedy: 'name the file it leads to',
  cannotWrite: (why) => `cannot be written (${why}); it is as it was`,
  cannotWriteRemedy: 'check that the folder is writable and the disk not full',
  outIsFile: (out) => `--out ${out} is a file, and there is more than one to write`,
  outIsFileRemedy: 'give a folder',
  outTwice: (out) => `two files would be written to ${out}`,
  outTwiceRemedy: 'run it twice, or with another --out',
  badMemory: (file) => `${file} was not written by koubo fix --remember`,
  badMemoryRemedy: 'remove it, or use another name',
  left: (code, what) => `${enLeft[code] ?? code}${what === '' ? '' : `: ${what}`}`,
  file: (path, changed, left) =>
    `${path}: ${plural(changed, 'sentence')} changed${left > 0 ? `, ${number(left)} left` : ''}`,
  fileWould: (path, changed, left) =>
    `${path}: ${plural(changed, 'sentence')} would change${left > 0 ? `, ${number(left)} would be left` : ''}`,
  wroteTo: (path) => `written to ${path}`,
  backedUp: (path) => `original kept as ${path}`,
  summary: (files, sentences) =>
    sentences === 0 ? 'no file changed' : `${plural(sentences, 'sentence')} changed in ${plural(files, 'file')}`,
  summaryWould: (files, sentences) =>
    sentences === 0
      ? 'no file would change'
      : `${plural(sentences, 'sentence')} would change in ${plural(files, 'file')} (nothing written)`,
  summaryLeft: (total, why) =>
    `${plural(total, 'sentence')} left: ${why.map(({ code, count }) => `${enLeft[code] ?? code} ${number(count)}`).join(', ')}`,
  nothingLeft: 'no sentence left to change',
  leaveOut: '(leave the sentence out)',
  progress: (at, of) => `${at}/${of}`,
  choices: (rewrites) =>
    `${rewrites === 0 ? '' : rewrites === 1 ? '[1] accept  ' : `[1-${rewrites}] accept  `}[e] edit  [s] skip${rewrites === 0 ? '' : '  [a] always for this rule'}  [q] save and quit  [?]`,
  help: [
    '1 2 3   say it so; what has to be filled in is asked for',
    'e       edit, from the first rewrite; e2 from the second, e0 from the sentence itself',
    's       skip this sentence',
    'a       take the first, and so for every later sentence of this rule (facts are still asked for)',
    'q       save what was accepted and quit; the next run goes on from here',
  ],
  slot: (name) => `  ${name}: `,
  edit: '  say: ',
  slotEmpty: '  left empty: the sentence stays as it is for now',
  slotsOpen: '  a 〔 〕 is still open: not written',
  refused: (why) => `  not taken: ${why}`,
};

export type FixMessages = typeof zh;

export function fixMessagesFor(lang: Lang): FixMessages {
  return lang === 'en' ? en : zh;
}
