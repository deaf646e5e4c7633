/**
 * What is wrong with a rule pack, in Chinese. src/rules says it in English; as with gettext, the English sentence is the key.
 * {0}, {1} … stand for what is filled in, which is told in the same way where it is a sentence of its own.
 */
const CATALOGUE: readonly (readonly [english: string, chinese: string])[] = [
  ['pattern "{0}": {1}', '句式“{0}”：{1}'],
  ['list "{0}", item "{1}": {2}', '词表“{0}”的“{1}”：{2}'],
  ['rule {0} is defined twice', '规则 {0} 定义了两次'],
  ['the other one is in {0}', '另一处在 {0}'],
  ['list "{0}" is defined twice', '词表“{0}”定义了两次'],
  ['an entry of "find" needs a pattern', 'find 里的这一项没有句式（pattern）'],
  ['rule {0} looks for nothing', '规则 {0} 什么也不查'],
  ['give it "find" or "absent"', '写上 find 或 absent'],
  [
    'an exemption without "when", "near", "before" or "after" would clear every hit',
    '这条豁免没有 when、near、before、after，会把所有命中都放过',
  ],
  ['<hit> means the words a rule found, so it cannot help to find them', '<hit> 指命中的那几个字，不能用来查找'],
  ['it has no fixed characters to look for; add some, or a list', '没有固定的字可查：加上几个字，或一个词表'],
  ['it could match nothing at all: all its parts are optional', '每一部分都可有可无，等于什么也不查'],
  [
    'a match could be {0} characters long; the limit is {1}: shorten its gaps and repetitions',
    '最长会匹配 {0} 个字，上限是 {1}：把间隔和重复改短',
  ],
  ['lists refer to each other in a circle: {0}', '词表互相引用，绕成了圈：{0}'],
  ['this rule pack does not exist', '没有这个规则包'],
  ['check "packs" in koubo.yaml, or --pack', '检查 koubo.yaml 里的 packs，或 --pack'],
  ['this is not valid YAML: {0}', 'YAML 写法不对：{0}'],
  [
    'quote text that holds ": ", " #" or starts with * & ! % @ ` [ {',
    '含有“: ”“ #”，或以 * & ! % @ ` [ { 开头的文字要加引号',
  ],
  ['this YAML cannot be expanded: {0}', '这份 YAML 没法展开：{0}'],
  ['unknown key "{0}"', '没有“{0}”这个键'],
  ['see docs/rules.md for the keys that exist', '有哪些键见 docs/rules.md'],
  ['did you mean "{0}"?', '是不是想写“{0}”？'],
  ['unknown list "{0}"', '没有词表“{0}”'],
  ['unknown guard "{0}"', '没有通用豁免“{0}”'],
  ['unknown article "{0}"', '没有条文“{0}”'],
  ['known: {0}', '现有的：{0}'],
  [
    'this pack is written for rule format {0}; this koubo reads format {1}',
    '这个规则包用的是第 {0} 版格式，现在的 koubo 只认第 {1} 版',
  ],
  ['update koubo, or use an older version of the pack', '升级 koubo，或换用旧版的规则包'],
  ['a rule file of {0} bytes; the limit is {1}', '规则文件有 {0} 字节，上限是 {1}'],
  ['{0} is captured by no pattern of the rule', '规则里没有哪个句式记下 {0}'],
  ['write {0} in "find"', '在 find 里写 {0}'],
  ['this "{0}" is never closed', '这个“{0}”没有收尾'],
  ['"{0}" is not a list name (lower-case letters, digits, - and .)', '“{0}”不是词表名（只用小写字母、数字、- 和 .）'],
  ['a gap may reach at most {0} characters', '间隔最多 {0} 个字'],
  ['repetition is written {2} or {1,3}; it must have an upper bound', '重复写成 {2} 或 {1,3}，上限不能省'],
  ['repetition must be between 0 and {0}', '重复次数要在 0 到 {0} 之间'],
  ['"{0}" closes nothing here', '这里的“{0}”没有对应的开头'],
  ['after "{0}" comes a group: {1}', '“{0}”后面要跟一个组：{1}'],
  ['"{0}" has nothing before it to apply to', '“{0}”前面没有可以作用的字'],
  ['a pattern cannot end with "\\"', '句式不能以“\\”结尾'],
  ['at character {0}', '第 {0} 个字符'],
];

const FILLED = /\{\d\}(?!,)/g;
/** {2} and {1,3} are shown as they are in one sentence: what a person writes for a repetition. */
const LITERAL = 'repetition is written';

const compiled = CATALOGUE.map(([english, chinese]) => {
  const plain = english.startsWith(LITERAL);
  const parts = (plain ? [english] : english.split(FILLED)).map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { match: new RegExp(`^${parts.join('([\\s\\S]*?)')}$`), chinese, plain };
});

/** The sentence in Chinese, or as it is where the catalogue lacks it. */
export function ruleProblemInChinese(english: string): string {
  for (const { match, chinese, plain } of compiled) {
    const found = match.exec(english.trim());
    if (!found) continue;
    if (plain) return chinese;
    return chinese.replace(FILLED, (slot) => {
      const filled = found[Number(slot[1]) + 1] ?? '';
      return ruleProblemInChinese(filled);
    });
  }
  return english;
}
