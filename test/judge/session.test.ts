import { describe, expect, it } from 'vitest';
import type { LinterOptions } from '../../src/lint.js';
import type { Script } from '../../src/model.js';
import { textScript } from '../../src/script.js';
import { linterOf } from '../inline.js';

const near = (within: string, more = '') =>
  `find: [限时]\nedges: none\nverdict: undisclosed\nneeds: [{fact: 截止时间, any: [到9月], within: ${within}${more}}]`;

/** Each line as a part of its own; after it the words found so far, as they come. A line that starts with # opens a section. */
function told(body: string, lines: string[], prompt: boolean, options: LinterOptions = {}): string[][] {
  const open = linterOf(body, { minChars: 0, ...options }).open({}, { prompt });
  const findings = lines.map((line, index) => open.feed(part(line, index)));
  return [...findings, open.end()].map((list) => list.map((f) => f.text));
}

function part(line: string, index: number): Script {
  const script = textScript(line);
  const title = line.startsWith('#') ? { title: line } : { continued: index > 0 };
  return { ...script, sections: [{ start: 0, end: line.length, ...title }] };
}

describe('a script that comes in parts', () => {
  it.each([true, false])('a window of utterances goes on over parts (prompt: %s)', (prompt) => {
    expect(told(near('1'), ['限时特价', '到9月', '别的'], prompt)).toEqual([[], [], [], []]);
    expect(told(near('1'), ['到9月', '限时特价'], prompt)).toEqual([[], [], []]);
    expect(told(near('2'), ['限时特价', '一', '二', '三'], prompt)).toEqual([[], [], ['限时'], [], []]);
    expect(told(near('2'), ['限时特价', '一'], prompt)).toEqual([[], [], ['限时']]);
    expect(told(near('3', ', where: before'), ['限时特价', '到9月'], prompt)).toEqual([['限时'], [], []]);
  });

  it('a section is decided when it ends', () => {
    const lines = ['# 一', '限时特价', '# 二', '限时特价', '到9月', '# 三'];
    expect(told(near('section'), lines, false)).toEqual([[], [], ['限时'], [], [], [], []]);
    const absent = 'absent: {any: [退货], in: section, min-chars: 3}\nverdict: undisclosed';
    expect(told(absent, ['# 一号', '能退货', '# 二号', '好看', '# 三号'], false, { minChars: 3 })).toEqual([
      [],
      [],
      [],
      [],
      ['# 二号'],
      ['# 三号'],
    ]);
  });
});

describe('speech that is judged as it comes', () => {
  it('only what is still open waits', () => {
    const body = `${near('1')}\n`;
    expect(told(body, ['限时特价', '一', '二'], true)).toEqual([[], ['限时'], [], []]);
  });

  it('what should have been said before is told at once', () => {
    const body = near('script', ', where: before');
    expect(told(body, ['限时特价', '到9月', '限时'], true)).toEqual([['限时'], [], [], []]);
    expect(told(body, ['限时特价', '到9月', '限时'], false)).toEqual([[], [], [], ['限时']]);
    // Too short a beginning to blame for what it leaves out.
    expect(told(body, ['限时', '说了很多很多别的话'], true, { minChars: 8 })).toEqual([[], [], ['限时']]);
  });

  it('too often in a minute is told in that minute', () => {
    const body = 'find: [赶紧]\nedges: none\noften: {more-than: 2, per: minute, min-chars: 0}\nverdict: advice';
    const at = (start: number): Script => {
      const script = part('赶紧', start);
      return { ...script, utterances: script.utterances.map((u) => ({ ...u, time: { start, end: start } })) };
    };
    const run = (prompt: boolean, times: number[]) => {
      const open = linterOf(body, { minChars: 0 }).open({}, { prompt });
      return [...times.map((time) => open.feed(at(time)).length), open.end().length];
    };
    expect(run(true, [0, 1000, 2000, 3000, 61_000])).toEqual([0, 0, 1, 0, 0, 0]);
    expect(run(false, [0, 1000, 2000, 3000, 61_000])).toEqual([0, 0, 0, 0, 0, 1]);
    expect(run(true, [0, 1000, 61_000, 62_000])).toEqual([0, 0, 0, 0, 0]);
  });

  it('finds nothing again in what it is given only to make the sentence whole', () => {
    const open = linterOf('find: [最好用, 最好]\nedges: none', {}).open({}, { prompt: true });
    const joined = (text: string, judgedTo: number): Script =>
      textScript(text, [{ start: 0, end: text.length, section: 0, role: 'unknown', judgedTo }]);
    expect(open.feed(textScript('最好的，最')).map((f) => f.text)).toEqual(['最好']);
    expect(open.feed(joined('最好的，最好用', 5)).map((f) => f.text)).toEqual(['最好用']);
    expect(open.feed(joined('最好的，最好用，好', 7)).map((f) => f.text)).toEqual([]);
  });
});
