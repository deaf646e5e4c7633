// Makes transcripts of any length out of fixtures/, the same ones every time.
//
// A line is put together from 4 to 8 pieces of different recorded lines, cut where a speaker draws breath (然后, 啊, 的话, …).
// One piece in forty is from a line that breaks a rule, so that a host slips about every thousand characters, which is
// four minutes of talk. Of the others, most (85 in 100) are the head of one piece and the tail of another, joined at places
// drawn by lot; things and colours are exchanged for others, and every figure for another of the same shape. Most
// stretches of twenty characters are met once: a cache of text seen before answers little.
// One line in fifty comes from the punctuated scripts instead.
//
// A second kind repeats itself: lines of the fixtures as they are, drawn by lot, as of a host who says a pitch of a few hundred
// sentences all evening. Every fourth breaks a rule.
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const out = fileURLToPath(new URL('./out/', import.meta.url));

/** mulberry32: small, seeded, the same on every machine. Returns a float in [0, 1). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const linesOf = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 3 && !/^(---|#|<!--|[\w-]+:)/.test(line));

/** Share of pieces that come from a line that breaks a rule. */
const BREACHES = 1 / 40;

const NUMERALS = '一二三四五六七八九';
const THINGS =
  '毛巾 电饭煲 拖把 燕麦片 护手霜 砧板 保鲜盒 水壶 被子 海绵 收纳盒 面霜 洁面 红糖 坚果 外套 内搭 炸锅 破壁机 练习本'.split(
    ' ',
  );
const COLOURS = '灰色 米色 浅蓝 豆沙绿 墨绿 白色 黑色 藏青 杏色 酒红'.split(' ');
const exchange = (words) => new RegExp(words.join('|'), 'g');
const [ANY_THING, ANY_COLOUR] = [exchange(THINGS), exchange(COLOURS)];

/** Lines without end, of the fixtures as they are. */
function* repeated(seed) {
  const next = random(seed);
  const scripts = readdirSync(`${fixtures}scripts`).sort();
  const stock = [...scripts.map((name) => `scripts/${name}`), 'transcripts/evening-asr.txt'].flatMap((name) =>
    linesOf(`${fixtures}${name}`),
  );
  for (;;) yield stock[Math.floor(next() * stock.length)];
}

/** Lines without end. */
export function* lines(seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const recorded = `${fixtures}transcripts/evening-asr`;
  const breaking = new Set(JSON.parse(readFileSync(`${recorded}.expected.json`, 'utf8')).lines);
  const spoken = readFileSync(`${recorded}.txt`, 'utf8').trim().split('\n');
  const cut = (line) => line.split(/(?<=啊|呢|然后|的话|对吧|就是)/).filter((piece) => piece.length > 4);
  const pieces = spoken.flatMap((line, i) => (breaking.has(i + 1) ? [] : cut(line)));
  const breaches = spoken.flatMap((line, i) => (breaking.has(i + 1) ? cut(line) : []));
  const scripts = readdirSync(`${fixtures}scripts`).sort();
  const written = scripts.flatMap((name) => linesOf(`${fixtures}scripts/${name}`));
  const vary = (text) =>
    text
      .replace(ANY_THING, () => pick(THINGS))
      .replace(ANY_COLOUR, () => pick(COLOURS))
      .replace(/[1-9]/g, () => String(1 + Math.floor(next() * 9)))
      .replace(/[一二三四五六七八九](?=[十百]?[点块个支条包台袋件号厘斤毫])/g, () => pick(NUMERALS));
  const piece = () => {
    if (next() < BREACHES) return pick(breaches);
    const head = pick(pieces);
    if (next() < 0.15) return head;
    const tail = pick(pieces);
    return (
      head.slice(0, 2 + Math.floor(next() * (head.length - 2))) + tail.slice(Math.floor(next() * (tail.length - 2)))
    );
  };
  for (;;) {
    if (next() < 0.02) {
      yield vary(pick(written));
      continue;
    }
    let line = '';
    for (let left = 4 + Math.floor(next() * 5); left > 0; left--) line += piece();
    yield vary(line);
  }
}

/**
 * A transcript of at least `characters` UTF-16 units, in UTF-8, under bench/out/, of text never heard before or of lines that come again
 * and again. Made once. Returns { path, characters, lines }.
 */
export async function transcript(characters, { repeats = false } = {}) {
  mkdirSync(out, { recursive: true });
  const path = `${out}${repeats ? 'repeated' : 'transcript'}-${characters / 1e6}M.txt`;
  let written = 0;
  let count = 0;
  const fresh = !existsSync(path) || statSync(path).mtimeMs < statSync(fileURLToPath(import.meta.url)).mtimeMs;
  const stream = fresh ? createWriteStream(path) : undefined;
  let block = '';
  for (const line of (repeats ? repeated : lines)(20261121)) {
    written += line.length + 1;
    count++;
    block += `${line}\n`;
    if (block.length > 1e6 || written >= characters) {
      if (stream && !stream.write(block)) await once(stream, 'drain');
      block = '';
    }
    if (written >= characters) break;
  }
  if (stream) {
    stream.end();
    await once(stream, 'close');
  }
  return { path, characters: written, lines: count };
}

/** A script of exactly 1,500 characters with the usual share of findings, from two fixtures. Returns its path. */
export async function script() {
  mkdirSync(out, { recursive: true });
  const path = `${out}script-1500.md`;
  const text = ['compliant.txt', 'appliances-kitchen.txt']
    .map((name) => readFileSync(`${fixtures}scripts/${name}`, 'utf8'))
    .join('\n');
  const stream = createWriteStream(path);
  stream.end(text.slice(0, 1500));
  await once(stream, 'close');
  return path;
}
