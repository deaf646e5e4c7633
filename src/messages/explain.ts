import type { Lang } from './index.js';

const zh = {
  argPlace: '位置：文件:行 或 文件:行:列',
  original: '原文',
  read: '读作',
  restored: '还原',
  tokens: '分词',
  candidates: '候选',
  none: '没有规则碰到这一句',
  silent: '这一行没有要检查的话（可能是标题、注释、代码或空行）',
  pattern: '说法',
  dropped: {
    edge: '不算：切断了别的词',
    with: '不算：旁边缺少必要的词',
    without: '不算：旁边有排除的词',
    overlap: '不算：与另一处重叠',
    role: '不算：不是卖家说的',
  } as Record<string, string>,
  spareHeld: '豁免成立',
  spareFailed: '豁免不成立',
  spareCancelled: '豁免被取消',
  by: (words: string) => `凭“${words}”`,
  cancelledBy: (words: string) => `因为有“${words}”`,
  needMet: (fact: string) => `已说明 ${fact}`,
  needMissing: (fact: string) => `没说明 ${fact}`,
  evidence: (id: string) => `证据 ${id} 可证`,
  doubted: (score: string, trust: string) => `存疑，降为提示：整句权衡 ${score}，抵过了这条规则的把握 ${trust}`,
  outweighed: (category: string, lead: string) => `让位：整句更像 ${category}，高出 ${lead}`,
  weighed: (score: string, over: string) => `整句权衡 ${score}，超过 ${over} 才报；迹象`,
  result: '结果',
  nothing: '不报',
  rewrite: '改写',
  steps: '步骤',
  suppressed: '这里有忽略注释，check 不会列出',
};

const en: typeof zh = {
  argPlace: 'a place: FILE:LINE or FILE:LINE:COLUMN',
  original: 'text',
  read: 'read as',
  restored: 'restored',
  tokens: 'tokens',
  candidates: 'candidates',
  none: 'no rule touches this sentence',
  silent: 'nothing to check on this line (a heading, a comment, code, or empty)',
  pattern: 'pattern',
  dropped: {
    edge: 'not a hit: it cuts a word',
    with: 'not a hit: a word it needs is not there',
    without: 'not a hit: a word that rules it out is there',
    overlap: 'not a hit: it overlaps another one',
    role: 'not a hit: not said by the seller',
  },
  spareHeld: 'exempt',
  spareFailed: 'no exemption',
  spareCancelled: 'exemption cancelled',
  by: (words) => `because of “${words}”`,
  cancelledBy: (words) => `by “${words}”`,
  needMet: (fact) => `said: ${fact}`,
  needMissing: (fact) => `not said: ${fact}`,
  evidence: (id) => `proved by evidence ${id}`,
  doubted: (score, trust) =>
    `doubted, told as advice: the text weighs ${score}, more than the trust in this rule, ${trust}`,
  outweighed: (category, lead) => `gives way: the text reads more like ${category}, by ${lead}`,
  weighed: (score, over) => `weighed ${score}, reported above ${over}; signs`,
  result: 'result',
  nothing: 'not reported',
  rewrite: 'rewrite',
  steps: 'steps',
  suppressed: 'a suppression comment covers this place; check does not list it',
};

export type ExplainMessages = typeof zh;

export function explainMessagesFor(lang: Lang): ExplainMessages {
  return lang === 'en' ? en : zh;
}
