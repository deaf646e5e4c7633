import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, readAll, refusal, said } from './helpers.js';

const json = (value: unknown): string => JSON.stringify(value);

const lattice = (text: string, from: number, to: number, role: string): unknown => ({
  json_1best: json({
    st: { bg: String(from), ed: String(to), rl: role, rt: [{ ws: [...text].map((w) => ({ cw: [{ w, wp: 'n' }] })) }] },
  }),
});

describe('recogniser output', () => {
  it.each<[string, unknown, string[], string]>([
    [
      'Whisper',
      {
        text: '大家好 很好',
        segments: [
          { id: 0, start: 1.5, end: 2, text: ' 大家好', avg_logprob: -0.1 },
          { start: 2, end: 3, text: '很好' },
        ],
        language: 'zh',
      },
      ['大家好', '很好'],
      '00:00:01.500',
    ],
    [
      'whisper.cpp',
      { transcription: [{ timestamps: { from: '00:00:01,500' }, offsets: { from: 1500, to: 2000 }, text: '大家好' }] },
      ['大家好'],
      '00:00:01.500',
    ],
    [
      'WhisperX',
      { segments: [{ start: 1.5, end: 2, text: '大家好', speaker: 'SPEAKER_00' }] },
      ['unknown SPEAKER_00| 大家好'],
      '00:00:01.500 SPEAKER_00',
    ],
    [
      'FunASR with sentences',
      [{ key: 'a', text: '大家好。', sentence_info: [{ text: '大家好。', start: 1500, end: 2000, spk: 0 }] }],
      ['unknown 0| 大家好。'],
      '00:00:01.500 0',
    ],
    [
      'FunASR without',
      [
        {
          key: 'a',
          text: '大家好',
          timestamp: [
            [1500, 1700],
            [1700, 2000],
          ],
        },
      ],
      ['大家好'],
      '00:00:01.500',
    ],
    [
      '讯飞',
      { code: '000000', content: { orderResult: json({ lattice: [lattice('大家好', 1500, 2000, '1')] }) } },
      ['unknown 1| 大家好'],
      '00:00:01.500 1',
    ],
    [
      '讯飞, older',
      { ok: 0, data: json([{ bg: '1500', ed: '2000', onebest: '大家好', speaker: '2' }]) },
      ['unknown 2| 大家好'],
      '00:00:01.500 2',
    ],
    [
      '阿里云',
      { TaskId: 'x', Result: { Sentences: [{ BeginTime: 1500, EndTime: 2000, Text: '大家好', ChannelId: 0 }] } },
      ['大家好'],
      '00:00:01.500',
    ],
    [
      '阿里云 paraformer',
      { transcripts: [{ channel_id: 0, sentences: [{ begin_time: 1500, end_time: 2000, text: '大家好' }] }] },
      ['大家好'],
      '00:00:01.500',
    ],
    [
      '通义听悟',
      {
        Transcription: {
          Paragraphs: [
            {
              SpeakerId: '1',
              Words: [
                { Start: 1500, Text: '大家' },
                { End: 2000, Text: '好' },
              ],
            },
          ],
        },
      },
      ['unknown 1| 大家好'],
      '00:00:01.500 1',
    ],
    [
      '腾讯云',
      { Response: { Data: { ResultDetail: [{ FinalSentence: '大家好', StartMs: 1500, EndMs: 2000, SpeakerId: 0 }] } } },
      ['unknown 0| 大家好'],
      '00:00:01.500 0',
    ],
    [
      '腾讯云 text',
      { Data: { Result: '[0:1.500,0:2.000,0]  大家好\n[1:2.000,1:3.000,1]  很好\n' } },
      ['unknown 0| 大家好', 'unknown 1| 很好'],
      '00:00:01.500 0',
    ],
    [
      '火山引擎',
      { result: { utterances: [{ text: '大家好', start_time: 1500, end_time: 2000, additions: { speaker: '1' } }] } },
      ['unknown 1| 大家好'],
      '00:00:01.500 1',
    ],
    [
      'a plain list',
      [{ text: '大家好', start: 1.5, speaker: '主播小雨' }],
      ['host 主播小雨| 大家好'],
      '00:00:01.500 主播小雨',
    ],
    ['prefixes in the text', [{ text: '观众：贵吗' }], ['viewer 观众| 贵吗'], '#1 观众'],
  ])('%s', async (_, value, expected, label) => {
    const script = await read(json(value), 'a.json');
    expect(said(script)).toEqual(expected);
    expect(script.locate(0)).toMatchObject({ line: 1, label });
  });

  const spoken = (...segments: object[]): string => json({ segments });

  it('joins what one speaker says on, and places it at its segments', async () => {
    const script = await read(
      spoken(
        { start: 1, end: 2, text: ' 主播：这款面霜是全网', avg_logprob: Math.log(0.9) },
        { start: 2.2, end: 3, text: ' 主播：最好用的， ', avg_logprob: Math.log(0.5) },
        { start: 3, end: 4, text: '真的！' },
        { start: 4, end: 5, text: '大家看，' },
      ),
      'a.json',
    );
    expect(said(script)).toEqual(['host 主播| 这款面霜是全网最好用的，真的！', '大家看，']);
    expect(script.utterances[0]).toMatchObject({ time: { start: 1000, end: 4000 } });
    expect(script.utterances[0]!.confidence).toBeCloseTo(0.5);
    const at = (words: string) => script.locate(script.text.indexOf(words));
    expect(at('全网')).toMatchObject({ line: 1, column: 10, label: '00:00:01.000 主播' });
    expect(at('最好')).toEqual({
      line: 2,
      column: 5,
      label: '00:00:02.200 主播',
      at: { time: 2200, speaker: '主播' },
    });
    expect(at('真的')).toMatchObject({ line: 3, column: 1, label: '00:00:03.000 主播' });
  });

  it.each<[what: string, segments: object[], expected: string[]]>([
    [
      'a pause',
      [
        { start: 1, end: 2, text: '这款，' },
        { start: 3.6, end: 4, text: '很好。' },
      ],
      ['这款，', '很好。'],
    ],
    [
      'a pause just short enough',
      [
        { start: 1, end: 2, text: '这款，' },
        { start: 3.5, end: 4, text: '很好。' },
      ],
      ['这款，很好。'],
    ],
    [
      'another speaker',
      [
        { start: 1, end: 2, text: '这款，', speaker: 'A' },
        { start: 2, end: 3, text: '很好。', speaker: 'B' },
      ],
      ['unknown A| 这款，', 'unknown B| 很好。'],
    ],
    [
      'a viewer, and who follows',
      [
        { start: 1, end: 2, text: '观众：贵吗，' },
        { start: 2, end: 3, text: '很好。' },
      ],
      ['viewer 观众| 贵吗，', '很好。'],
    ],
    [
      'the next product',
      [
        { start: 1, end: 2, text: '这款，' },
        { start: 2, end: 3, text: '2号链接' },
        { start: 3, end: 4, text: '很好。' },
      ],
      ['这款，', '很好。'],
    ],
    ['no times but a comma', [{ text: '这款，' }, { text: '很好' }, { text: '好' }], ['这款，很好', '好']],
    [
      'no punctuation at all',
      [
        { start: 1, end: 2, text: '这款面霜' },
        { start: 2, end: 3, text: '很好' },
      ],
      ['这款面霜', '很好'],
    ],
    [
      'Latin words',
      [
        { start: 1, end: 2, text: '防晒，SPF' },
        { start: 2, end: 3, text: '50' },
      ],
      ['防晒，SPF 50'],
    ],
    [
      'times that go back',
      [
        { start: 5, end: 6, text: '这款，' },
        { start: 1, end: 2, text: '很好。' },
      ],
      ['这款，', '很好。'],
    ],
  ])('joins or keeps apart: %s', async (_, segments, expected) => {
    expect(said(await read(spoken(...segments), 'a.json'))).toEqual(expected);
  });

  it('something ends, whatever is not said', async () => {
    const segments = Array.from({ length: 200 }, (_, at) => ({ start: at, end: at + 1, text: '这一款，真的，' }));
    const script = await read(spoken(...segments), 'a.json');
    expect(script.utterances.length).toBeGreaterThan(4);
    for (const { start, end } of script.utterances) expect(end - start).toBeLessThan(260);
  });

  it('joins over the parts of JSON Lines, and loses nothing', async () => {
    const words = ['这款，', '真的，', '很好。'];
    const lines = Array.from({ length: 30_000 }, (_, at) => json({ text: words[at % 3], start: at, speaker: '主播' }));
    const parts = await readAll(`${lines.join('\n')}\n`, 'a.jsonl');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(said)).toEqual(Array(10_000).fill('host 主播| 这款，真的，很好。'));
    let line = 1;
    let offset = 0;
    for (const { part, text, utterances, locate } of parts) {
      expect(part).toMatchObject({ line, offset });
      for (const { start } of utterances) {
        expect(locate(start + 3)).toMatchObject({ line: line + 1, column: 1, at: { time: line * 1000 } });
        line += 3;
      }
      offset += text.length;
    }
  });

  it('keeps time and confidence', async () => {
    const script = await read(
      json({ segments: [{ start: 1.5, end: 2, text: '好', avg_logprob: Math.log(0.5) }] }),
      'a.json',
    );
    expect(script.utterances[0]).toMatchObject({ time: { start: 1500, end: 2000 } });
    expect(script.utterances[0]!.confidence).toBeCloseTo(0.5);
    expect(script.locate(0)).toEqual({ line: 1, column: 1, label: '00:00:01.500', at: { time: 1500 } });
  });

  it('reads JSON Lines in parts', async () => {
    const line = (at: number): string => `${json({ text: `第${at}句`, start: at, speaker: '主播' })}\n`;
    const parts = await readAll(Array.from({ length: 30_000 }, (_, at) => line(at)).join(''), 'a.jsonl');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(said)).toHaveLength(30_000);
    expect(parts.at(-1)!.locate(0).line).toBe(parts.at(-1)!.part.line);
    expect(parts.at(-1)!.part.offset).toBe(parts.slice(0, -1).reduce((sum, part) => sum + part.text.length, 0));
  });

  it('is known by its content', async () => {
    expect((await read(json({ segments: [{ text: '好' }] }), 'a.txt')).format).toBe('json');
    expect((await read('{"text": "好"}\n{"text": "看"}\n', '-')).format).toBe('json');
    expect((await read('{好}', 'a.txt')).format).toBe('text');
  });

  it.each<[string, string, object]>([
    ['nothing', '', { code: 'empty' }],
    ['broken JSON', '{\n  "segments": [,]\n}', { code: 'malformed', line: 2 }],
    ['cut JSON', '{"segments": [{"text": "好"', { code: 'malformed' }],
    ['a broken line', '{"text": "好"}\n{"text": "看"}\n{x\n', { code: 'malformed', line: 3 }],
    ['another JSON', '{"name": 1}', { code: 'unknown-shape' }],
    ['a number', '12', { code: 'unknown-shape' }],
    ['no speech', '{"segments": []}', { code: 'no-copy' }],
    ['deep nesting', '['.repeat(100_000), { code: 'too-deep' }],
    ['deep nesting, closed', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, { code: 'too-deep' }],
  ])('refuses %s', async (_, text, expected) => {
    expect(await refusal(text, 'a.json')).toMatchObject(expected);
  });

  it('no value breaks it', async () => {
    const keys = fc.constantFrom(
      'segments',
      'text',
      'start',
      'sentence_info',
      'lattice',
      'json_1best',
      'Result',
      'Sentences',
      'Data',
      'ResultDetail',
      'Transcription',
      'Paragraphs',
      'Words',
      'utterances',
      'result',
      'transcription',
      'data',
      'timestamp',
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<unknown>('好', '', null, 1, -1, true, '{"lattice":[{}]}'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (each) => {
        await readAll(json(each), 'a.json').catch((error: Error) => expect(error.name).toBe('InputError'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('minutes', () => {
  const text =
    '七月复盘\n2026年7月1日 14:00 | 30分钟\n\n关键词: 最好\n\n文字记录:\n说话人 1 00:00:12\n大家好，今天有货。\n还有呢\n\n主播小雨 00:01:03\n观众：贵吗\n# koubo-disable-next-line a/b -- x\n不贵\n\n说话人 1 00:02:00\n好的\n';

  it('takes what stands under each speaker', async () => {
    const script = await read(text, 'a.txt');
    expect(script.format).toBe('minutes');
    expect(said(script)).toEqual([
      'unknown 说话人 1| 大家好，今天有货。',
      'unknown 说话人 1| 还有呢',
      'viewer 观众| 贵吗',
      'host 主播小雨| 不贵',
      'unknown 说话人 1| 好的',
    ]);
    expect(script.locate(script.text.indexOf('不贵'))).toEqual({
      line: 14,
      column: 1,
      label: '00:01:03.000 主播小雨',
      at: { time: 63_000, speaker: '主播小雨' },
    });
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], lines: { first: 14, last: 14 } }]);
  });

  it.each([
    '张三(00:01:02)：\n好\n张三(00:01:09)：\n看\n',
    '[00:12] 发言人1\n好\n[00:20] 发言人2\n看\n',
    '发言人1 00:12\n好\n\n发言人2 00:20\n看\n',
  ])('knows %j', async (each) => {
    const script = await read(each, 'a.txt');
    expect(script.format).toBe('minutes');
    expect(script.utterances).toHaveLength(2);
  });

  it('a run-down is none: nothing of it is dropped', async () => {
    const script = await read('七月场\n10:00 开场\n大家好\n10:30 福利\n送送送\n', 'a.txt');
    expect(script.format).toBe('text');
    expect(said(script)).toHaveLength(5);
  });

  it('goes on over parts', async () => {
    const parts = await readAll(
      `主播 00:00:01\n好\n主播 00:00:02\n${'这一句很长很长很长很长很长。\n'.repeat(40_000)}`,
      'a.txt',
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.at(-1)!.utterances.at(-1)).toMatchObject({
      role: 'host',
      speaker: '主播',
      time: { start: 2000, end: 2000 },
    });
    expect(parts.at(-1)!.locate(0)).toMatchObject({ label: '00:00:02.000 主播' });
  });
});
