import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, clockText } from '../../src/input/subtitles/cue.js';
import type { Script } from '../../src/model.js';
import { read, readAll, refusal, said } from './helpers.js';

const SRT = `1
00:00:01,000 --> 00:00:02,500
主播：这款面霜是全网

2
00:00:02,500 --> 00:00:04,000
<i>最好用</i>的，
真的！

3
00:00:04,100 --> 00:00:05,000
{\\an8}大家看

5
00:00:09,000 --> 00:00:08,000
停了很久
`;

const label = (script: Script, words: string): unknown => script.locate(script.text.indexOf(words));

describe('srt', () => {
  it('judges a sentence over several cues whole, and places it at its cues', async () => {
    const script = await read(SRT, 'a.srt');
    expect(said(script)).toEqual(['host 主播| 这款面霜是全网最好用的，真的！', '大家看', '停了很久']);
    expect(label(script, '最好')).toMatchObject({ label: '00:00:02.500 主播' });
  });

  it('never takes a cue for a viewer that does not say so', async () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\n观众：多少钱\n\n2\n00:00:02,000 --> 00:00:03,000\n九十九\n';
    expect(said(await read(text, 'a.srt'))).toEqual(['viewer 观众| 多少钱', '九十九']);
  });

  it('joins what one speaker says on', async () => {
    const text = SRT.replace('主播：', '').replaceAll('\n', '\r\n');
    const script = await read(text, 'a.srt');
    expect(said(script)).toEqual(['这款面霜是全网最好用的，真的！', '大家看', '停了很久']);
    expect(script.utterances.map(({ time }) => time)).toEqual([
      { start: 1000, end: 4000 },
      { start: 4100, end: 5000 },
      { start: 9000, end: 9000 },
    ]);
    expect(label(script, '全网')).toEqual({ line: 3, column: 6, label: '00:00:01.000', at: { time: 1000 } });
    expect(label(script, '最好')).toEqual({ line: 7, column: 4, label: '00:00:02.500', at: { time: 2500 } });
    const start = script.text.indexOf('网');
    const origin = script.origin!({ start, end: start + 4 });
    expect(text.slice(origin.start, origin.end)).toMatch(/^网\r\n[\s\S]*<i>最好用$/);
  });

  it.each([
    ['no numbers', '00:00:01,000 --> 00:00:02,000\n好\n', ['好']],
    ['broken times', '1\nxx --> yy\n好\n\n2\n --> \n坏\n', ['好坏']],
    [
      'empty lines inside a cue',
      '1\n00:00:01,000 --> 00:00:02,000\n好\n\n还有\n\n2\n00:01:02,000 --> 00:01:03,000\n坏\n',
      ['好还有', '坏'],
    ],
    ['empty cues', '1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\n好\n', ['好']],
    [
      'Latin words kept apart',
      '1\n00:00:01,000 --> 00:00:02,000\nbest\nSPF\n\n2\n00:00:02,000 --> 00:00:04,000\n50\n',
      ['best SPF 50'],
    ],
    ['a number that is copy', '1\n00:00:01,000 --> 00:00:02,000\n99\n元\n', ['99元']],
    [
      'overlapping times',
      '1\n00:00:05,000 --> 00:00:06,000\n先。\n\n2\n00:00:01,000 --> 00:00:09,000\n后\n',
      ['先。', '后'],
    ],
  ])('reads %s', async (_, text, expected) => {
    expect(said(await read(text, 'a.srt'))).toEqual(expected);
  });

  it('opens sections and reads comments', async () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\n3号链接\n\n# koubo-disable-next-line a/b -- x\n2\n00:00:02,000 --> 00:00:03,000\n好\n不错\n';
    const script = await read(text, 'a.srt');
    expect(script.sections).toMatchObject([{ title: '3号链接' }]);
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], lines: { first: 8, last: 9 } }]);
  });

  it('is known by its content', async () => {
    expect((await read(SRT, 'a.txt')).format).toBe('srt');
    expect((await read('好\n', 'a.dat', { as: 'text' })).format).toBe('text');
  });

  it('refuses what holds no cue', async () => {
    expect(await refusal('大家好\n', 'a.srt')).toMatchObject({ code: 'no-copy', data: { format: 'srt' } });
    expect(await refusal('', 'a.srt')).toMatchObject({ code: 'empty' });
  });
});

describe('vtt', () => {
  it('reads voices, tags, entities and notes', async () => {
    const text = `WEBVTT - 标题\n\nSTYLE\n::cue { color: red }\n\nNOTE 最好\n还是注释\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v 主播小雨>A&amp;B<00:00:01.500><c.x>很好</c></v>\n<v 观众>贵吗\n\nNOTE koubo-disable-next-line a/b -- 理由\n\n1:00:03.000 --> 1:00:04.000\n还行\n`;
    const script = await read(text, 'a.vtt');
    expect(said(script)).toEqual(['host 主播小雨| A&B很好', 'viewer 观众| 贵吗', '还行']);
    expect(label(script, '还行')).toMatchObject({ line: 17, label: '01:00:03.000' });
    expect(label(script, 'A&B')).toMatchObject({
      label: '00:00:01.000 主播小雨',
      at: { time: 1000, speaker: '主播小雨' },
    });
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], reason: '理由', lines: { first: 17, last: 17 } }]);
  });
});

describe('ass', () => {
  it('reads dialogue, and leaves tags, drawings and comments out', async () => {
    const text = `[Script Info]\nTitle: 最好\n\n[V4+ Styles]\nFormat: Name\nStyle: 最好\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,D,主播,0,0,0,,{\\i1}这款，真的{\\i0}\\N很好
Comment: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,最好
Dialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}
Dialogue: 0,0:00:09.50,0:00:10.00,D,场控,0,0,0,,上链接\n`;
    const script = await read(text, 'a.ass');
    expect(said(script)).toEqual(['host 主播| 这款，真的很好', 'control 场控| 上链接']);
    expect(label(script, '上链接')).toMatchObject({ line: 13, label: '00:00:09.500 场控' });
  });

  it('lets comments speak to koubo', async () => {
    const text = `[Events]\nFormat: Start, End, Text\nComment: 0,0,koubo-disable-next-line a/b -- x\nDialogue: 0:00:01.00,0:00:02.00,好\n; koubo-disable-file c/d\n`;
    const script = await read(text, 'a.ssa');
    expect(script.suppressions.map(({ rules }) => rules)).toEqual([['a/b'], ['c/d']]);
  });
});

describe('lrc', () => {
  it('reads stamped lines', async () => {
    const text = '[ti:最好]\n[00:01.50]大家好。\n[00:03.00][00:09.00]这款<00:04.00>很好\n没有时间\n[00:20.00]完\n';
    const script = await read(text, 'a.lrc');
    expect(said(script)).toEqual(['大家好。', '这款很好没有时间', '完']);
    expect(label(script, '很好')).toMatchObject({ line: 3, label: '00:00:03.000' });
  });
});

describe('clock', () => {
  it.each([
    ['00:00:01,000', 1000],
    ['1:02:03.5', 3_723_500],
    ['02:03', 123_000],
    ['2:03.25', 123_250],
    ['x', undefined],
    ['', undefined],
  ])('%s', (text, time) => expect(clock(text)).toBe(time));

  it('comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 * 3_600_000 }), (time) => {
        expect(clock(clockText(time))).toBe(time);
      }),
    );
  });
});

describe('any subtitles', () => {
  const piece = fc.constantFrom(
    '1\n',
    '00:00:01,000 --> 00:00:02,000\n',
    '00:01.000 --> 00:02.000\n',
    '\n',
    '好看',
    '<v 主播>',
    '<i>',
    '{\\an8}',
    'Dialogue: ',
    ',',
    '[00:01.00]',
    '-->',
    '\\N',
    'WEBVTT\n',
    '[Events]\n',
    '主播：',
    '&amp;',
    '# koubo-disable-line x\n',
  );

  it('stamps that stand alone are no speakers of minutes', async () => {
    const script = await read('[00:01.00]\n[00:03.00]\n[00:03.00]\n[00:05.00]这锅三升\n', 'a.lrc');
    expect(script.format).toBe('lrc');
    expect(script.utterances.map(({ start, end }) => script.text.slice(start, end))).toEqual(['这锅三升']);
  });

  it('what looks like speakers of minutes is said, where the name tells of subtitles', async () => {
    const text = '好看[00:01.00]\n这锅三升\n好看[00:02.00]\n那锅五升\n';
    expect((await read(text, 'a.lrc')).format).toBe('lrc');
    expect((await read(text, 'a.txt')).format).toBe('minutes');
  });

  it.each(['a.srt', 'a.vtt', 'a.ass', 'a.lrc'])('never breaks on %s, and every place is in the file', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 50 }), async (parts) => {
        const text = parts.join('');
        const [script] = await readAll(text, name).catch((error: Error) => {
          expect(error.name).toBe('InputError');
          return [];
        });
        for (const utterance of script?.utterances ?? []) {
          expect(utterance.end).toBeGreaterThan(utterance.start);
          const { start, end } = script!.origin!(utterance);
          expect(0 <= start && start < end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
