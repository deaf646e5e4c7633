import { en } from './en.js';
import { type Messages, zh } from './zh.js';

export type { Messages } from './zh.js';

export type Lang = 'zh' | 'en';
export const LANGS: readonly Lang[] = ['zh', 'en'];

/** Every sentence the program itself says. What a rule says stands in its pack. */
export function messagesFor(lang: Lang): Messages {
  return lang === 'en' ? en : zh;
}
