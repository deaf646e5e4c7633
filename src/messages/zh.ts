import type { Basis, RewriteKind, Severity, Verdict } from '../model.js';

import { number } from './number.js';

const list = (items: readonly string[]) => items.join('、');

const verdict: Record<Verdict, string> = {
  violation: '违规',
  unproven: '待证',
  undisclosed: '未明示',
  advice: '提示',
  exempt: '豁免',
};

const severity: Record<Severity, string> = { error: '错误', warning: '警告', info: '提示' };

const kind: Record<RewriteKind, string> = { safe: '可直接用', suggested: '建议', 'needs-fact': '需补事实' };

const basisStatus: Record<Basis['status'], string> = { verified: '', reported: '（待核）', unverified: '（待核）' };

const category: Record<string, string> = {
  absolute: '绝对化用语',
  unverifiable: '无法核实',
  bundling: '捆绑强卖',
  competitor: '贬低攀比',
  promo: '促销价格',
  pressure: '施压催促',
  wording: '用语规范',
  service: '客服售后',
  protection: '特殊人群',
  suppression: '忽略注释',
};

const report = {
  basis: '依据',
  missing: (facts: readonly string[]) => `还没说：${list(facts)}`,
  restored: (written: string, meant: string) => `“${written}”就是“${meant}”`,
  also: (rules: readonly string[]) => `也违反 ${rules.join('、')}`,
  exemptBy: (because: string, basis: string) => `${because}${basis ? `（${basis}）` : ''}`,
  exemptWords: (by: string) => `凭“${by}”`,
  notExempt: (because: string, cancelled: string) => `${because}不适用：句中有“${cancelled}”`,
  more: (count: number) => `同样的还有 ${number(count)} 处`,
  say: (what: string) => `可以说（${what}）`,
  fill: (slots: readonly string[]) => `需补事实：${list(slots)}`,
  leaveOut: '这一句不说',
  moreRewrites: (count: number) => `还有 ${count} 种说法，见 --format json`,
  noRewrite: '没有现成的说法，这一句请重写',
  whole: '（整篇）',
  columns: ['位置', '判定', '说法', '为什么', '可以说'],
  clean: (files: number, characters: number) => `没有发现问题（${number(files)} 个文件，${number(characters)} 字）`,
  summary: (total: number, files: number, counts: readonly { verdict: Verdict; count: number }[]) =>
    `${number(files)} 个文件共 ${number(total)} 处：${counts.map((c) => `${verdict[c.verdict]} ${number(c.count)}`).join('　')}`,
  exemptHidden: (count: number) => `另有 ${number(count)} 处豁免，--show-exempt 可看`,
  suppressed: (count: number) => `另有 ${number(count)} 处被注释忽略，--show-suppressed 可看`,
  changedSince: (ref: string) => (ref === '' ? '还没有提交，全部都算改过' : `只看 ${ref} 以来改过的行`),
  held: (count: number) => `另有 ${number(count)} 处是基线里已有的`,
  gone: (count: number) => `基线里有 ${number(count)} 处已不再出现，koubo baseline prune 可去掉`,
  silenced: (line: number, until?: string, reason?: string) =>
    `第 ${line} 行的注释忽略${until ? `到 ${until}` : ''}${reason ? `（${reason}）` : ''}`,
  unshown: (count: number) => `另有 ${number(count)} 处没有列出（--max-findings）`,
  notChecked: (count: number) => `${number(count)} 个文件没能检查，见上面的错误`,
  safeCount: (count: number) => `${number(count)} 句有可直接用的说法`,
};

const problem = {
  prefix: '错误',
  remedy: '补救',
  unknownOption: (name: string, near?: string) => `没有选项 ${name}${near ? `，是不是 ${near}？` : ''}`,
  unknownCommand: (name: string, near?: string) => `没有命令 ${name}${near ? `，是不是 ${near}？` : ''}`,
  seeHelp: (command: string) => `用 ${command} --help 看用法`,
  optionNeedsValue: (option: string) => `选项 ${option} 要跟一个值`,
  missingArgument: (name: string) => `缺少参数 ${name}`,
  tooManyArguments: (command: string) => `${command} 的参数太多`,
  badChoice: (option: string, value: string, choices: readonly string[], near?: string) =>
    `${option} 不能是 ${value}${near ? `，是不是 ${near}？` : ''}可选：${choices.join('、')}`,
  badThreads: (value: string) => `--threads 要一个正整数或 auto，而不是 ${value}`,
  badNumber: (option: string, value: string) => `${option} 要一个非负整数，而不是 ${value}`,
  unknownRule: (id: string, near?: string) => `没有规则 ${id}${near ? `，是不是 ${near}？` : ''}`,
  unknownPack: (id: string, near?: string) => `没有规则包 ${id}${near ? `，是不是 ${near}？` : ''}`,
  unknownTrade: (id: string, known: readonly string[], near?: string) =>
    `没有行业 ${id}${near ? `，是不是 ${near}？` : ''}可选：${known.join('、')}`,
  unknownPlatform: (id: string, known: readonly string[], near?: string) =>
    `没有平台 ${id}${near ? `，是不是 ${near}？` : ''}可选：${known.join('、')}`,
  seeRules: '用 koubo rules list 看全部规则',
  nothingToCheck: '没有给出要检查的文件',
  nothingToCheckRemedy: '写上文件或文件夹，如 koubo check 话术/；从标准输入读用 -',
  noFiles: (paths: readonly string[]) => `没有找到可检查的文件：${paths.join(' ')}`,
  noFilesRemedy: '检查路径是否写对；文件夹里要有 .txt、.md 等可读的格式，且没有被忽略',
  cannotWrite: (path: string, why: string) => `写不了 ${path}：${why}`,
  cannotWriteRemedy: '检查文件夹是否存在、是否可写',
  twoStdout: '只能有一种格式写到标准输出',
  twoStdoutRemedy: '其余的写成 --format 格式=文件',
  unknownFormat: (name: string, known: readonly string[], near?: string) =>
    `没有格式 ${name}${near ? `，是不是 ${near}？` : ''}可选：${known.join('、')}，或一个模块的路径`,
  badFormatter: (name: string, why: string) => `格式模块 ${name} 用不了：${why}`,
  badFormatterRemedy: '模块要默认导出 (options) => ({ add(batch) {…}, end(totals) {…} })，见 docs/cli.md',
  internal: (message: string) => `程序内部错误：${message}`,
  internalRemedy: '加 --debug 再运行一次，把输出附在问题报告里',
  badLocation: (text: string) => `看不懂位置 ${text}`,
  badLocationRemedy: '写成 文件:行 或 文件:行:列，如 话术.txt:12:5',
  noSuchLine: (path: string, line: number, lines: number) =>
    `${path} 只有 ${number(lines)} 行，没有第 ${number(line)} 行`,
  cannotRead: (path: string, why: string) => `读不了 ${path}：${why}`,
  fileMissing: '文件不存在',
  checkPath: '检查路径是否写对',
};

const cli = {
  about: '检查直播口播、字幕和商品文案：哪些话不能说、依据哪一条、可以怎么说',
  usage: '用法：',
  arguments: '参数：',
  options: '选项：',
  commands: '命令：',
  help: '显示帮助',
  version: '显示版本',
  examples: '例子：',
  defaultIs: '默认',
  choicesAre: '可选',
  commandCheck: '检查文件，列出问题和可以说的句子',
  commandFix: '把可以说的句子写回文件',
  commandLive: '边播边听：一行一句从标准输入读，有问题当场提醒',
  commandRules: '看规则、测规则',
  commandExplain: '解释某一处为什么报或不报',
  commandEval: '在标注数据上量准确率和召回率',
  commandBaseline: '记下已有的问题，以后只报新的',
  commandInit: '写一份 koubo.yaml',
  commandConfig: '看某个文件适用哪些设置',
  commandCompletion: '输出命令行补全脚本',
  argPaths: '文件、文件夹或通配符；- 是标准输入',
  optTrade: '行业，如 cosmetics、food、health-food；auto 从文案里猜',
  optPlatform: '平台，如 douyin、taobao',
  optOwnBrand: '自家品牌，可重复',
  optCompetitor: '竞品品牌，可重复',
  optPack: '只用这些规则包，可重复；文件路径则加上那个包',
  optRule: '只用这些规则，可重复',
  optOff: '关掉规则或规则包，可重复',
  optMinSeverity: '只列这个级别以上的',
  optFailOn: '达到这个级别就以 1 退出',
  optMaxWarnings: '警告超过这个数才以 1 退出',
  optShowExempt: '也列出豁免的，并写明依据',
  optBaseline: '只报这份基线里没有的，koubo baseline update 生成它',
  optChanged: '只报 git 里改过的行；--changed=引用 从那里算起',
  optNoBaseline: '不用基线',
  optShowSuppressed: '也列出被注释忽略的，并写明理由',
  optMaxFindings: '最多列多少处',
  optColor: '强制彩色',
  optNoColor: '不用彩色',
  optLang: '界面语言',
  optFormat: '输出格式；格式=文件 写进文件，可重复',
  optConfig: '用这份配置，不再向上找',
  optNoConfig: '不读任何配置',
  optAs: '当作这种格式读，不看扩展名',
  optEncoding: '文件编码，不写就自动判断',
  optStdinFilename: '标准输入当作这个文件名',
  optForceExclude: '点名给出的文件，被忽略的也不查',
  optQuiet: '只列错误级，不打印统计',
  optDebug: '打印调试信息和错误堆栈',
  optCache: '没有变过的文件用上次的结果',
  optCacheLocation: '缓存放在这个文件或文件夹，也就打开缓存',
  optThreads: '同时用几个线程；auto 看文件多少而定（默认）',
  optTiming: '打印各步、各条规则的用时',
};

const stages: Record<string, string> = {
  start: '启动',
  config: '配置',
  read: '读取',
  rules: '载入规则',
  check: '检查',
  cache: '缓存',
  send: '传回',
  wait: '等线程',
  report: '输出',
};

const check = {
  reading: (files: number) => `找到 ${number(files)} 个文件`,
  tooManyWarnings: (most: number) => `警告太多（最多 ${number(most)} 处）`,
  configFrom: (path: string) => `配置 ${path}`,
  noConfig: '没有配置文件',
  guessedTrade: (path: string, title: string, words: readonly string[]) =>
    `${path}：看着像${title}（${list(words.slice(0, 5))}），按这个行业检查\n`,
  noTrade: (path: string) => `${path}：看不出是哪个行业，按通用规则检查\n`,
  threads: (count: number) => (count > 1 ? `${count} 个线程` : '一个线程'),
  cacheOpened: (file: string, entries: number) => `缓存 ${file}：${number(entries)} 个文件`,
  cacheUsed: (hits: number, misses: number) => `缓存：${number(hits)} 个文件没有变，${number(misses)} 个要检查`,
  noCachePlace: '没有放缓存的地方：用 --cache-location 指定\n',
  ruleColumns: ['规则', '占比', '试配', '配上'],
  otherRules: (count: number) => `另外 ${number(count)} 条`,
  stage: (name: string) => stages[name] ?? name,
};

export const zh = {
  number,
  list,
  colon: '：',
  verdict,
  severity,
  kind,
  basisStatus,
  category: (id: string) => category[id] ?? id,
  quote: (text: string) => `“${text}”`,
  report,
  problem,
  cli,
  check,
};

/** The same functions in every language. */
export type Messages = typeof zh;
