import type { Lang } from './index.js';
import { number } from './number.js';

const zh = {
  correct: (what: string) => `更正为（${what}）`,
  again: (count: number) => `又说了，第 ${number(count)} 次`,
  heard: (utterances: number, characters: number) => `听了 ${number(utterances)} 句，${number(characters)} 字`,
  repeated: '说得最多的',
  times: (count: number) => `${number(count)} 次`,
  unreadable: (count: number) => `${number(count)} 行没能读，见上面的警告`,
  warning: '警告',
  line: (line: number) => `第 ${number(line)} 行`,
  noMoreWarnings: '这样的行太多，不再逐行警告',
  noAuto: '边播边听时还没有稿子可看，猜不了行业',
  noAutoRemedy: '用 --trade 写明行业，如 --trade food',
  waiting: '等着听：一行一句，Ctrl-D 结束',
  optFormat: '输出格式',
};

type LiveMessages = typeof zh;

const en: LiveMessages = {
  correct: (what) => `correct it to (${what})`,
  again: (count) => `said again, ${number(count)} times by now`,
  heard: (utterances, characters) => `heard ${number(utterances)} utterances, ${number(characters)} characters`,
  repeated: 'said most often',
  times: (count) => `${number(count)} times`,
  unreadable: (count) => `${number(count)} ${count === 1 ? 'line' : 'lines'} could not be read, see the warnings above`,
  warning: 'warning',
  line: (line) => `line ${number(line)}`,
  noMoreWarnings: 'too many lines like this: no more warnings',
  noAuto: 'nothing has been said yet by which to tell the trade',
  noAutoRemedy: 'name it with --trade, such as --trade food',
  waiting: 'listening: an utterance a line, Ctrl-D ends',
  optFormat: 'output format',
};

export function liveMessagesFor(lang: Lang): LiveMessages {
  return lang === 'en' ? en : zh;
}
