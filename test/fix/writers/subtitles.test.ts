import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distribute } from '../../../src/fix/distribute.js';
import { text, untouched, write } from '../support.js';

const SRT = `1\r
00:00:01,000 --> 00:00:03,000\r
主播：今天先看这只杯子，\r
\r
2\r
00:00:03,000 --> 00:00:05,500\r
<i>是</i>全网最好用的杯子，\r
\r
3\r
00:00:05,500 --> 00:00:07,000\r
没有之一。\r
\r
4\r
00:00:09,000 --> 00:00:11,000\r
容量五百毫升。\r
`;
const VTT = `WEBVTT - 样片

STYLE
::cue { color: white }

a1
00:01.000 --> 00:03.000 align:start
<v 主播>这只杯子<b>全网最好用</b>。</v>

NOTE 审核过

00:03.000 --> 00:05.000
<v 主播>容量 &lt;五百&gt; 毫升，
很轻。</v>
`;
const ASS = `[Script Info]
Title: 样片

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Default,主播,0,0,0,,{\\b1}这只杯子{\\b0}全网最好用。
Comment: 0,0:00:03.00,0:00:05.00,Default,,0,0,0,,不说的话
Dialogue: 0,0:00:03.00,0:00:06.00,Default,主播,0,0,0,,容量五百毫升,\\N很轻。
`;
const LRC = `[ti:样片]
[00:01.00]这只杯子全网最好用。
[00:03.00]<00:03.00>容量<00:04.00>五百毫升。
`;

describe('one sentence', () => {
  it.each([
    ['srt', SRT, '容量五百毫升。', '容量半升。', SRT.replace('容量五百毫升。', '容量半升。')],
    ['srt, left out', SRT, '容量五百毫升。', '', SRT.replace('容量五百毫升。\r\n', '')],
    ['vtt', VTT, '这只杯子全网最好用。', '这只杯子好用。', VTT.replace('全网最好用', '好用')],
    ['vtt, entities', VTT, '容量 <五百> 毫升，很轻。', '容量 <五百> 毫升。', VTT.replace('毫升，\n很轻。', '毫升\n。')],
    ['vtt, left out', VTT, '这只杯子全网最好用。', '', VTT.replace('<v 主播>这只杯子<b>全网最好用</b>。</v>\n', '')],
    ['ass', ASS, '这只杯子全网最好用。', '这只杯子不错。', ASS.replace('全网最好用', '不错')],
    ['ass, left out', ASS, '这只杯子全网最好用。', '', ASS.replace('{\\b1}这只杯子{\\b0}全网最好用。', '{\\b1}{\\b0}')],
    ['lrc', LRC, '这只杯子全网最好用。', '这只杯子不错。', LRC.replace('全网最好用', '不错')],
    ['lrc, word times', LRC, '容量五百毫升。', '容量半升。', LRC.replace('五百毫升', '半升')],
    ['lrc, left out', LRC, '这只杯子全网最好用。', '', LRC.replace('这只杯子全网最好用。', '')],
  ])('%s', async (name, before, words, after, expected) => {
    const path = `a.${name.slice(0, 3)}`;
    if (name === 'vtt, entities') {
      const written = await text(before, path, [words, after]);
      expect(written).toMatch(/<v 主播>容量 &lt;五百&gt;\s+毫升\s*。<\/v>/);
      expect(written).not.toContain('很轻');
    } else expect(await text(before, path, [words, after])).toBe(expected);
  });

  it.each([
    ['a.srt', SRT],
    ['a.vtt', VTT],
    ['a.ass', ASS],
    ['a.lrc', LRC],
  ])('%s without changes is the same bytes', async (path, content) => {
    expect((await untouched(Buffer.from(content), path)).toString()).toBe(content);
  });
});

describe('a sentence over several cues', () => {
  const whole = '今天先看这只杯子，是全网最好用的杯子，没有之一。';

  it('keeps words where they were', async () => {
    expect(await text(SRT, 'a.srt', [whole, '今天先看这只杯子，是好用的杯子，挺轻。'])).toBe(
      SRT.replace('全网最好用', '好用').replace('没有之一', '挺轻'),
    );
  });

  it('shares new words by clauses, and keeps numbers and times', async () => {
    const written = await text(SRT, 'a.srt', [whole, '这只杯子拿着不重，倒水也方便，喜欢的可以看看。']);
    const lines = (content: string, wanted: RegExp): string[] =>
      content.split('\r\n').filter((line) => wanted.test(line));
    expect(lines(written, /^[\d ]/)).toEqual(lines(SRT, /^[\d ]/));
    expect(lines(written, /[，。]/)).toEqual([
      '主播：这只杯子拿着不重，',
      '<i>倒水也方便</i>，',
      '喜欢的可以看看。',
      '容量五百毫升。',
    ]);
  });

  it('left out, leaves its cues with number and time', async () => {
    const written = await text(SRT, 'a.srt', [whole, '']);
    expect(written).not.toMatch(/杯子|主播/);
    expect(written.match(/-->/g)).toHaveLength(4);
    expect(written).toContain('3\r\n00:00:05,500 --> 00:00:07,000\r\n\r\n4\r\n');
  });

  it('is refused where nobody could read it in the time', async () => {
    const { refusals, bytes } = await write(Buffer.from(SRT), 'a.srt', [[whole, '这只杯子拿着不重。'.repeat(20)]]);
    expect(refusals).toMatchObject([{ code: 'pace' }]);
    expect(bytes.toString()).toBe(SRT);
  });
});

describe('distribute', () => {
  it.each([
    [['今天看杯子，', '很好。'], '今天看碗，很好。', ['今天看碗，', '很好。']],
    [['一二三四', '五六七八'], 'abcd，efgh。', ['abcd，', 'efgh。']],
    [['甲', '乙', '丙'], '', ['', '', '']],
  ])('%j ← %s', (old, after, expected) => {
    expect(distribute(old, after)).toEqual(expected);
  });

  it('keeps every character, in order', () => {
    const copy = fc.array(fc.constantFrom(...'这只杯子很轻，。 ab1👍'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(copy, { minLength: 1, maxLength: 6 }), copy, (slots, after) => {
        const old = slots.map((slot) => slot.join(''));
        const shares = distribute(old, after.join(''))!;
        expect(shares).toHaveLength(old.length);
        expect(shares.join('')).toBe(after.join(''));
      }),
      { numRuns: 200 },
    );
  });
});
