import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputError } from '../../src/input/index.js';
import { LineDecoder } from '../../src/input/live/decoder.js';
import { LineSplitter } from '../../src/input/live/lines.js';
import { type LiveLine, LiveReader } from '../../src/input/live/reader.js';
import type { Script } from '../../src/model.js';
import { encode, said, structure } from './helpers.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Buffer => Buffer.from(text, encoding);

function listen(...chunks: (string | Uint8Array)[]): LiveLine[] {
  const reader = new LiveReader('-', { structure });
  const lines = chunks.flatMap((chunk) => reader.push(typeof chunk === 'string' ? bytes(chunk) : chunk));
  return [...lines, ...reader.end()];
}

const scripts = (...chunks: (string | Uint8Array)[]): Script[] =>
  listen(...chunks).flatMap((line) => ('error' in line ? [] : line.scripts));
const errors = (...chunks: (string | Uint8Array)[]): InputError[] =>
  listen(...chunks).flatMap((line) => ('error' in line ? [line.error] : []));

/** What each part holds: what was judged before, a bar, and what is new. */
const parts = (lines: (string | object)[]): string[] =>
  scripts(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')).map(
    ({ text, utterances: [u] }) =>
      u?.judgedTo === undefined ? text : `${text.slice(0, u.judgedTo)}|${text.slice(u.judgedTo)}`,
  );

describe('lines of a stream', () => {
  it('are the same however the bytes come', () => {
    const text = '大家好\r\n\n全网最低价\n😀 ok\n尾';
    fc.assert(
      fc.property(
        fc.constantFrom<'utf8' | 'utf16le'>('utf8', 'utf16le'),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (encoding, sizes) => {
          const all = bytes(encoding === 'utf16le' ? `\uFEFF${text}` : text, encoding);
          const decoder = new LineDecoder('-');
          const lines: unknown[] = [];
          for (let at = 0, turn = 0; at < all.length; turn += 1) {
            const size = sizes[turn % sizes.length]!;
            lines.push(...decoder.push(all.subarray(at, at + size)));
            at += size;
          }
          lines.push(...decoder.end());
          expect(lines).toEqual(
            ['大家好', '', '全网最低价', '😀 ok', '尾'].map((line, index) => ({ number: index + 1, text: line })),
          );
        },
      ),
    );
  });

  it('come as soon as they end', () => {
    const decoder = new LineDecoder('-');
    expect(decoder.push(bytes('好\n好的'))).toEqual([{ number: 1, text: '好' }]);
    expect(decoder.push(bytes('\n'))).toEqual([{ number: 2, text: '好的' }]);
    expect(decoder.end()).toEqual([]);
  });

  it('that never end are let go, and the next is read', () => {
    const splitter = new LineSplitter(undefined, 10);
    expect(splitter.push(bytes('0123456789'))).toEqual([]);
    expect(splitter.push(bytes('0123456789'))).toEqual([]);
    expect(splitter.push(bytes('\nok\n'))).toEqual([
      { number: 1, bytes: Buffer.alloc(0), tooLong: true },
      { number: 2, bytes: bytes('ok') },
    ]);
    expect(errors(`${'长'.repeat(400_000)}\n好\n`).map(({ code, line }) => [code, line])).toEqual([['long-line', 1]]);
  });

  it.each(['gb18030', 'big5'] as const)('in %s are told by the first that is no ASCII', (encoding) => {
    const text = encoding === 'big5' ? '歡迎來到我們的直播間，大家晚上好' : '欢迎来到我们的直播间，大家晚上好';
    const stream = encode(`ok\n${text}\n好\n`, encoding);
    expect(scripts(stream).map((script) => script.text.slice(-text.length))).toContain(text);
    expect(errors(stream)).toEqual([]);
  });

  it('that cannot be read are told with their number, and the stream goes on', () => {
    const broken = Buffer.concat([bytes('大家好\n'), Buffer.of(0xe5, 0xa5, 10), bytes('a\0b\n再见\n')]);
    expect(errors(broken).map(({ code, line }) => [code, line])).toEqual([
      ['invalid-text', 2],
      ['binary', 3],
    ]);
    expect(scripts(broken).map(({ text }) => text)).toEqual(['大家好', '再见']);
  });

  it('that a recogniser redraws count as they stand in the end', () => {
    expect(scripts('\u001b[2K\r大家\u001b[2K\r大家好。\n').map(({ text }) => text)).toEqual(['大家好。']);
  });
});

describe('utterances of a stream', () => {
  it('are plain lines or records, told by their shape', () => {
    const heard = scripts(
      [
        '主播：大家好。',
        '{"text": "很好。", "start": 61.5, "end": 62, "speaker": "助播"}',
        '[{"text": "真的。", "start": 63}]',
        '[场控] 上链接。',
        '观众：贵吗？',
        '3号链接',
      ].join('\n'),
    );
    expect(heard.flatMap(said)).toEqual([
      'host 主播| 大家好。',
      'assistant 助播| 很好。',
      '真的。',
      'control 场控| 上链接。',
      'viewer 观众| 贵吗？',
    ]);
    expect(heard.map(({ locate }) => locate(0))).toMatchObject([
      { line: 1, column: 4 },
      { line: 2, label: '00:01:01.500 助播', at: { time: 61_500, speaker: '助播' } },
      { line: 3, label: '00:01:03.000' },
      { line: 4, column: 6 },
      { line: 5 },
      { line: 6 },
    ]);
    expect(heard.at(-1)).toMatchObject({ utterances: [], sections: [{ title: '3号链接' }] });
  });

  it('of a recogniser count when they are settled, and once', () => {
    const settled = [
      { header: { name: 'TranscriptionResultChanged' }, payload: { result: '大' } },
      { header: { name: 'SentenceEnd' }, payload: { result: '大家好。', begin_time: 0, time: 900 } },
      { header: { event: 'result-generated' }, payload: { output: { sentence: { text: '很', end_time: null } } } },
      {
        header: { event: 'result-generated' },
        payload: { output: { sentence: { text: '很好。', begin_time: 1000, end_time: 1500 } } },
      },
      { code: 0, voice_id: 'a', result: { slice_type: 1, voice_text_str: '真' } },
      { code: 0, voice_id: 'a', result: { slice_type: 2, start_time: 2000, end_time: 2500, voice_text_str: '真的。' } },
      { code: 0, voice_id: 'a', final: 1 },
      { action: 'started', code: '0' },
      ...['1', '0'].map((type) => ({
        action: 'result',
        data: JSON.stringify({
          cn: { st: { type, bg: '3000', ed: '3500', rt: [{ ws: [{ cw: [{ w: '来' }] }, { cw: [{ w: '了。' }] }] }] } },
        }),
      })),
      { mode: '2pass-online', text: '看' },
      {
        mode: '2pass-offline',
        text: '看这个。',
        stamp_sents: [{ text_seg: '看 这 个', punc: '。', start: 4000, end: 4500 }],
      },
      { result: { utterances: [{ text: '再', start_time: 5000, end_time: 5100, definite: false }] } },
      { result: { utterances: [{ text: '再见。', start_time: 5000, end_time: 5500, definite: true }] } },
      { result: { utterances: [{ text: '再见。', start_time: 5000, end_time: 5500, definite: true }] } },
      { text: '还没', is_final: false },
      { text: '说完。', start: 6, is_final: true },
    ];
    expect(parts(settled)).toEqual(['大家好。', '很好。', '真的。', '来了。', '看这个。', '再见。', '说完。']);
  });

  it('that are no utterances are told with their number', () => {
    const deep = '['.repeat(100_000);
    const wrong = errors(`{"text": "好\n{"a": 1}\n${deep}\n{"text": "好。"}\n`);
    expect(wrong.map(({ code, line }) => [code, line])).toEqual([
      ['malformed', 1],
      ['unknown-shape', 2],
      ['too-deep', 3],
    ]);
  });
});

describe('a sentence over several lines', () => {
  const at = (text: string, start: number, end: number, speaker = '主播') => ({ text, start, end, speaker });

  it('is judged whole where the times say that it goes on', () => {
    expect(parts([at('这款是全网', 0, 1), at('最好用的', 1.2, 2), at('面霜。', 2.1, 3), at('好', 3.1, 4)])).toEqual([
      '这款是全网',
      '这款是全网|最好用的',
      '这款是全网最好用的|面霜。',
      '好',
    ]);
    expect(parts([at('这款是全网', 0, 1), at('最好用的', 5, 6)])).toEqual(['这款是全网', '最好用的']);
    expect(parts([at('这款是全网', 0, 1), at('最好用的', 1.2, 2, '助播')])).toEqual(['这款是全网', '最好用的']);
    expect(parts([at('慢。这款是全网', 0, 1), at('最好用的', 1.2, 2)])[1]).toBe('这款是全网|最好用的');
  });

  it('is told without times by a comma, or in a stream that writes stops', () => {
    expect(parts(['今天这款，', '全网最低价'])).toEqual(['今天这款，', '今天这款，|全网最低价']);
    expect(parts(['今天这款', '全网最低价'])).toEqual(['今天这款', '全网最低价']);
    expect(parts(['大家好。', '欢迎。', '今天这款', '全网最低价。']).at(-1)).toBe('今天这款|全网最低价。');
    expect(parts(['今天这款，', '3号链接：坚果'])).toEqual(['今天这款，', '坚果']);
  });

  it('has its places in its lines, and its offsets in the whole stream', () => {
    const heard = scripts(
      '{"text": "早。", "start": 0}\n',
      JSON.stringify(at('这款是全网', 1, 2)),
      '\n',
      JSON.stringify(at('最好用的', 2.2, 3)),
    );
    const last = heard.at(-1)!;
    expect(last.part.offset).toBe('早。\n'.length);
    expect([0, 4, 5, 8].map((offset) => last.locate(offset))).toMatchObject([
      { line: 2, column: 1, at: { time: 1000 } },
      { line: 2, column: 5 },
      { line: 3, column: 1, at: { time: 2200 } },
      { line: 3, column: 4 },
    ]);
  });

  it('keeps no more of it than is judged at once, and places stay true', () => {
    const piece = fc.string({ unit: fc.constantFrom(...'好，的a 。😀最'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const lines = pieces.map((text, index) => JSON.stringify(at(text, index, index + 0.9)));
        for (const script of scripts(lines.join('\n'))) {
          const [utterance] = script.utterances;
          if (!utterance) continue;
          const judgedTo = utterance.judgedTo ?? 0;
          expect(judgedTo).toBeLessThanOrEqual(122);
          for (let offset = 0; offset < script.text.length; offset += 1) {
            const { line, column } = script.locate(offset);
            const written = pieces[line - 1]![column - 1];
            // A space between two Latin words is in no line.
            if (written !== undefined) expect(script.text[offset]).toBe(written);
            else expect(script.text[offset]).toBe(' ');
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
