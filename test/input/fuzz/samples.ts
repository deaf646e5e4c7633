import { readFileSync } from 'node:fs';
import { encode } from '../helpers.js';
import { docx, paragraph, xlsx } from '../office/zip-maker.js';

const COPY =
  '---\ntrade: food\n---\n主播：家人们，这款**面霜**很好用。\r\n3号链接\n# koubo-disable-next-line a/b -- x\n| 甲 | 乙 |\n观众：贵吗？\u{1F600}\n';
const CUES =
  '1\n00:00:01,000 --> 00:00:02,000\n主播：这款<i>很好</i>\n\n2\n00:00:02,000 --> 00:00:03,000\n{\\an8}真的\n';

/** Small files that have every part of their format that readers care for. */
export const SAMPLES: [name: string, bytes: Buffer][] = [
  ['a.txt', Buffer.from(COPY)],
  ['gbk.txt', Buffer.from(encode(COPY.replace('\u{1F600}', ''), 'gb18030'))],
  ['wide.txt', Buffer.from(`\uFEFF${COPY}`, 'utf16le')],
  ['big5.txt', Buffer.from(encode('主播：家人們，這款面霜很好用。\r\n3號鏈接\n觀眾：貴嗎？\n', 'big5'))],
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
  [
    'verbose.json',
    Buffer.from(
      JSON.stringify({
        task: 'x',
        text: '好',
        segments: [{ id: 0, start: 0, end: 1.5, text: '好', avg_logprob: -0.2, words: [{ word: '好', start: 0 }] }],
      }),
    ),
  ],
  [
    'funasr.json',
    Buffer.from(
      JSON.stringify([
        {
          key: 'a',
          text: '好，真的',
          timestamp: [
            [0, 100],
            [100, 900],
          ],
          sentence_info: [{ text: '好', start: 0, end: 900, spk: 1 }],
        },
      ]),
    ),
  ],
  [
    'xfyun.json',
    Buffer.from(
      JSON.stringify({
        content: {
          orderResult: JSON.stringify({
            lattice: [
              {
                json_1best: JSON.stringify({
                  st: { bg: '0', ed: '900', rl: '1', rt: [{ ws: [{ cw: [{ w: '好' }] }] }] },
                }),
              },
            ],
          }),
        },
      }),
    ),
  ],
  [
    'aliyun.json',
    Buffer.from(
      JSON.stringify({ Result: { Sentences: [{ BeginTime: 0, EndTime: 900, Text: '好', SpeakerId: '1' }] } }),
    ),
  ],
  [
    'tingwu.json',
    Buffer.from(
      JSON.stringify({
        Transcription: { Paragraphs: [{ SpeakerId: '1', Words: [{ Start: 0, End: 9, Text: '好' }] }] },
      }),
    ),
  ],
  [
    'tencent.json',
    Buffer.from(
      JSON.stringify({
        Data: {
          ResultDetail: [{ FinalSentence: '好', StartMs: 0, EndMs: 9, SpeakerId: 0 }],
          Result: '[0:0.000,0:1.000,0]  好\n',
        },
      }),
    ),
  ],
  [
    'stream.jsonl',
    Buffer.from(
      [
        { header: { name: 'SentenceEnd' }, payload: { result: '好', begin_time: 0, time: 9 } },
        { voice_id: 'a', result: { slice_type: 2, voice_text_str: '真的', start_time: 9, end_time: 12 } },
        { action: 'result', data: '{"cn":{"st":{"type":"0","bg":"1","ed":"2","rt":[{"ws":[{"cw":[{"w":"来"}]}]}]}}}' },
        { mode: '2pass-offline', text: '看', stamp_sents: [{ text_seg: '看', punc: '。', start: 1, end: 2 }] },
      ]
        .map((each) => JSON.stringify(each))
        .join('\n'),
    ),
  ],
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
