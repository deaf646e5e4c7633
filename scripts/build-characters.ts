/**
 * Writes rules/characters.json: how single characters fold before matching. Run by hand when Unicode or OpenCC move on:
 *
 *   npx tsx scripts/build-characters.ts
 *
 * The file is committed so that neither the build nor the program needs a conversion library.
 * Traditional forms come from OpenCC's character table (Apache-2.0) through opencc-js.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js/t2cn';
import type { CharacterData } from '../src/text/tables.js';

/** Full-width punctuation that Chinese text is written with: rules and sentence splitting read it as it stands. */
const KEPT = new Set('，！？：；（）～…‥。、“”‘’「」『』｢｣℃℉™℠');

/** Letters drawn like Latin ones that no normalisation form maps. */
const LOOK_ALIKE: Record<string, string> = {
  ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ: 'abcdefghijklmnoprstuvwyz',
  // digits upside down
  ƖᄅƐㄣϛㄥ: '123457',
  // Cyrillic and Greek letters, both cases
  аеорсхукнмвтАЕОРСХУКНМВТ: 'aeopcxykhmbtaeopcxykhmbt',
  ονρχκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ: 'ovpxkabezhikmnoptyx',
};

const drawnAlike = new Map(
  Object.entries(LOOK_ALIKE).flatMap(([from, to]) => [...from].map((char, i): [string, string] => [char, [...to][i]!])),
);

export function buildCharacters(): CharacterData {
  const simplify = Converter({ from: 't', to: 'cn' });
  const fold = new Map<string, string>();
  const late = new Map<string, string>();
  const expand: Record<string, string> = {};

  for (let code = 0; code < 0xfffe; code++) {
    const char = String.fromCharCode(code);
    if (skipped(code) || KEPT.has(char)) continue;
    const number = enclosedNumber(code);
    if (number !== undefined) {
      late.set(char, number);
      continue;
    }
    const target = settle(char, simplify);
    if (target === char || target === '') continue;
    if ([...target].length === 1 && target.length === 1) fold.set(char, target);
    else if (expandable(code)) expand[char] = target;
  }
  return {
    fold: [...fold].map(([a, b]) => a + b).join(''),
    late: Object.fromEntries(late),
    expand,
    drop: dropped(),
  };
}

function settle(char: string, simplify: (text: string) => string): string {
  let text = char;
  for (let i = 0; i < 4; i++) {
    const before = text;
    text = drawnAlike.get(text) ?? text.normalize('NFKC');
    if (KEPT.has(text) || text.startsWith(' ̈')) return char;
    const lower = text.toLowerCase();
    if (lower.length === text.length) text = lower;
    text = drawnAlike.get(text) ?? baseLetter(text);
    text = simplify(text);
    if (text === before) break;
  }
  // Squared units and enclosed characters are written out; brackets around a single character say nothing.
  return text.replace(/^\((.+)\)$/u, '$1');
}

/** é → e, ǚ → u: tone marks on pinyin must not hide a word. */
function baseLetter(text: string): string {
  if (text.length !== 1) return text;
  const base = text.normalize('NFD')[0]!;
  return /[a-z]/.test(base) ? base : text;
}

/** ① ⑴ ⒈ ❶ ➀ ➊ ⓵ and their kin keep their shape until disguises have been looked at. */
function enclosedNumber(code: number): string | undefined {
  const series: [first: number, count: number, from: number][] = [
    [0x2460, 20, 1],
    [0x2474, 20, 1],
    [0x2488, 20, 1],
    [0x24eb, 10, 11],
    [0x24f5, 10, 1],
    [0x2776, 10, 1],
    [0x2780, 10, 1],
    [0x278a, 10, 1],
  ];
  for (const [first, count, from] of series) {
    if (code >= first && code < first + count) return String(code - first + from);
  }
  // ㈠ ㊀
  if (code >= 0x3220 && code <= 0x3229) return String.fromCharCode(code).normalize('NFKC')[1];
  if (code >= 0x3280 && code <= 0x3289) return String.fromCharCode(code).normalize('NFKC');
  if (code === 0x24ea || code === 0x24ff) return '0';
  if (code === 0x20e3) return '';
  return undefined;
}

function skipped(code: number): boolean {
  return (
    (code >= 0xd800 && code <= 0xf8ff) ||
    // scripts in which koubo has no words: folding them only makes the table larger
    (code >= 0x3131 && code <= 0x318e) ||
    (code >= 0xfb13 && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xfefe) ||
    (code >= 0xffa0 && code <= 0xffdc) ||
    (code >= 0x0590 && code <= 0x10ff) ||
    (code >= 0x1100 && code <= 0x1cff) ||
    // fractions
    (code >= 0xbc && code <= 0xbe) ||
    (code >= 0x2150 && code <= 0x215f)
  );
}

function expandable(code: number): boolean {
  return (
    (code >= 0x2100 && code <= 0x217f) ||
    (code >= 0x3371 && code <= 0x33df) ||
    (code >= 0x3200 && code <= 0x32ff) ||
    (code >= 0xfb00 && code <= 0xfb06)
  );
}

/** Inclusive ranges of characters that leave no trace, two characters a range. */
function dropped(): string {
  const ranges: [number, number][] = [
    [0x00ad, 0x00ad],
    [0x0300, 0x036f],
    [0x061c, 0x061c],
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x180b, 0x180f],
    [0x1ab0, 0x1aff],
    [0x1dc0, 0x1dff],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0x20d0, 0x20e2],
    [0x20e4, 0x20ff],
    [0x3164, 0x3164],
    [0xfe00, 0xfe0f],
    [0xfe20, 0xfe2f],
    [0xfeff, 0xfeff],
    [0xffa0, 0xffa0],
    [0xfff9, 0xfffb],
  ];
  return ranges.map(([a, b]) => String.fromCharCode(a, b)).join('');
}

/** Only letters and characters that can be seen stand in the file as they are: a diff must show what changed. */
export function charactersFile(): string {
  const json = JSON.stringify(buildCharacters(), null, 1);
  return `${json.replace(/[^\n\x20-\x7e\p{Script=Han}]/gu, (char) => [...char].map(unicodeEscape).join(''))}\n`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../rules/characters.json', import.meta.url), charactersFile());
}
