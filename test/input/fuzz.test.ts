import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/index.js';
import { encode, readAll } from './helpers.js';
import { docx, paragraph, xlsx } from './office/zip-maker.js';

/** Mutated files a sample. KOUBO_FUZZ=1000 for a longer run, KOUBO_FUZZ_SEED for another one. */
const ROUNDS = Number(process.env.KOUBO_FUZZ ?? 60);
const SEED = Number(process.env.KOUBO_FUZZ_SEED ?? 20261121);
/** A file this small must be dealt with in this time (ms), however it is damaged. PDFs have a worker, and its patience. */
const SLOWEST = { pdf: 30_000, other: 5000 };

const COPY =
  '---\ntrade: food\n---\n主播：家人们，这款**面霜**很好用。\r\n3号链接\n# koubo-disable-next-line a/b -- x\n| 甲 | 乙 |\n观众：贵吗？\u{1F600}\n';
const CUES =
  '1\n00:00:01,000 --> 00:00:02,000\n主播：这款<i>很好</i>\n\n2\n00:00:02,000 --> 00:00:03,000\n{\\an8}真的\n';

const SAMPLES: [name: string, bytes: Buffer][] = [
  ['a.txt', Buffer.from(COPY)],
  ['gbk.txt', Buffer.from(encode(COPY.replace('\u{1F600}', ''), 'gb18030'))],
  ['wide.txt', Buffer.from(`\uFEFF${COPY}`, 'utf16le')],
  ['a.md', Buffer.from(`${COPY}\`\`\`\n码\n\`\`\`\n<!-- 注 -->[看](x)`)],
  ['a.srt', Buffer.from(CUES)],
  ['a.vtt', Buffer.from(`WEBVTT\n\nNOTE koubo-disable\n\n${CUES.replaceAll(',0', '.0')}<v 主播>好</v>`)],
  [
    'a.ass',
    Buffer.from(
      '[Script Info]\n[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:02.00,主播,{\\i1}很好\\N真的\n',
    ),
  ],
  ['a.lrc', Buffer.from('[ti:题]\n[00:01.00]很好\n[00:02.00]<00:02.50>真的\n')],
  ['a.csv', Buffer.from('商品,话术,时间\n面霜,"很好,""真的""\n用",00:01:00\n')],
  ['a.docx', docx(paragraph('主播：很好') + paragraph('<w:del><w:r><w:t>旧</w:t></w:r></w:del>', '新'))],
  ['b.docx', readFileSync('test/input/fixtures/libreoffice.docx')],
  [
    'a.xlsx',
    xlsx([
      ['商品', '话术', '时间'],
      ['面霜', '很好', 0.5],
    ]),
  ],
  ['b.xlsx', readFileSync('test/input/fixtures/libreoffice.xlsx')],
  ['a.json', Buffer.from(JSON.stringify({ segments: [{ start: 1, end: 2, text: '很好', speaker: '主播' }] }))],
  ['a.jsonl', Buffer.from('{"text": "很好", "start": 1}\n{"text": "真的"}\n')],
  ['minutes.txt', Buffer.from('题\n说话人 1 00:00:01\n很好\n说话人 2 00:00:05\n真的\n')],
  [
    'a.html',
    Buffer.from(
      '<!doctype html><h1>题</h1><p>很<b>好</b><br>真的&amp;<table><tr><td>话术<tr><td>好</table><!-- koubo-disable -->',
    ),
  ],
  ['a.pdf', readFileSync('test/input/fixtures/libreoffice.pdf')],
];

/** Mulberry32: small, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TOKENS = [
  '\0',
  '\r',
  '\n',
  '"',
  ',',
  '{',
  '[',
  '<',
  '-->',
  '**',
  '```',
  '---\n',
  '\uFEFF',
  '：',
  '\ud83d',
  '主播：',
  '&#0;',
  'PK\u0003\u0004',
];

function mutate(bytes: Buffer, other: Buffer, next: () => number): Buffer {
  let result = Buffer.from(bytes);
  const at = (length = result.length): number => Math.floor(next() * (length + 1));
  for (let count = 1 + Math.floor(next() * 6); count > 0; count -= 1) {
    const [from, size] = [at(), Math.floor(next() ** 3 * 64)];
    switch (Math.floor(next() * 6)) {
      case 0:
        if (from < result.length) result[from] = Math.floor(next() * 256);
        break;
      case 1:
        result = Buffer.concat([result.subarray(0, from), result.subarray(from + size)]);
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, from), result.subarray(from, from + size), result.subarray(from)]);
        break;
      case 3:
        result = Buffer.concat([
          result.subarray(0, from),
          Buffer.from(TOKENS[Math.floor(next() * TOKENS.length)]!),
          result.subarray(from),
        ]);
        break;
      case 4: {
        const start = at(other.length);
        result = Buffer.concat([result.subarray(0, from), other.subarray(start, start + size), result.subarray(from)]);
        break;
      }
      default:
        result = result.subarray(0, from);
    }
  }
  return result;
}

async function survives(bytes: Buffer, name: string): Promise<string | undefined> {
  const begun = performance.now();
  try {
    for (const script of await readAll(bytes, name)) {
      let before = 0;
      for (const { start, end, section } of script.utterances) {
        if (start < before || end <= start || end > script.text.length) return 'utterances out of order';
        if (script.sections[section] === undefined) return 'no such section';
        const { line, column } = script.locate(start);
        if (!(line >= 1 && column >= 1)) return `place ${line}:${column}`;
        const origin = script.origin?.({ start, end });
        if (origin && !(origin.start >= 0 && origin.start <= origin.end)) return 'origin';
        before = end;
      }
    }
  } catch (error) {
    if (!(error instanceof InputError)) return (error as Error).stack;
    if (error.problem === '' || error.remedy === '' || error.say('en').problem === '') return 'an error without words';
  }
  const took = performance.now() - begun;
  return took > SLOWEST[name.endsWith('.pdf') ? 'pdf' : 'other'] ? `${Math.round(took)} ms` : undefined;
}

describe('damaged files', () => {
  it.each(SAMPLES.map(([name, bytes], index) => [name, bytes, index] as const))(
    '%s ends in scripts or in a message',
    async (name, bytes, index) => {
      const next = random(SEED + index);
      // Each PDF starts a worker.
      const rounds = name.endsWith('.pdf') ? Math.ceil(ROUNDS / 20) : ROUNDS;
      for (let round = 0; round < rounds; round += 1) {
        const other = SAMPLES[Math.floor(next() * SAMPLES.length)]![1];
        const damaged = mutate(bytes, other, next);
        const fault = await survives(damaged, name);
        // Enough to repeat it: gunzip of this is the file.
        expect(fault && `${fault}\nround ${round}, file ${gzipSync(damaged).toString('base64')}`).toBeUndefined();
      }
    },
    600_000,
  );

  it('can be repeated from what a failure prints', () => {
    expect(gunzipSync(Buffer.from(gzipSync(Buffer.from('好')).toString('base64'), 'base64')).toString()).toBe('好');
  });
});
