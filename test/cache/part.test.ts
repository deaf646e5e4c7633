import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePart, encodePart } from '../../src/cache/part.js';
import { readScripts } from '../../src/input/index.js';
import { memorySource } from '../../src/input/source.js';
import { createLinter } from '../../src/lint.js';
import type { Finding, Script } from '../../src/model.js';
import { csv } from '../../src/report/csv.js';
import { json } from '../../src/report/json.js';
import { columnIn, locateIn } from '../../src/report/place.js';
import { pretty } from '../../src/report/pretty.js';
import { rdjson } from '../../src/report/rdjson.js';
import { sarif } from '../../src/report/sarif.js';
import { Tally } from '../../src/report/tally.js';
import type { FormatOptions } from '../../src/report/types.js';

const linter = createLinter({ showExempt: true });
const options: FormatOptions = {
  lang: 'zh',
  colour: false,
  links: false,
  width: 80,
  version: '0.0.0',
  cwd: '/',
  rules: () => [],
  ruleUrl: () => undefined,
  quiet: false,
};

const SENTENCES = [
  '这款面霜是全网最好用的，没有之一。',
  '😀😀国家级品质👍🏽，谁用谁说好。',
  '大家晚上好，先看一下成分表。',
  '我不敢说它是最好的。',
  'zui好用的面膜，百分之百不过敏！',
  '最后三分钟，不买就没有了，赶紧拍。',
];
const copy = fc
  .array(fc.tuple(fc.constantFrom(...SENTENCES), fc.constantFrom('', '\n', '\n\n', '\r\n', ' ')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((pieces) => pieces.flat().join(''));

async function scriptOf(text: string, name: string): Promise<Script> {
  for await (const script of readScripts(memorySource(text, name))) return script;
  throw new Error('nothing read');
}

describe('a part as text', () => {
  it('gives back the findings, key by key, and every place that a report asks for', async () => {
    await fc.assert(
      fc.asyncProperty(copy, fc.constantFrom('a.txt', 'a.md', 'a.csv'), async (text, name) => {
        const script = await scriptOf(text, name);
        const findings = linter.lint(script);
        const part = decodePart(encodePart({ findings, script, characters: script.text.length }));
        expect(JSON.stringify(part.findings)).toBe(JSON.stringify(findings));
        expect(part.characters).toBe(script.text.length);
        for (const { span, sentence, start } of findings) {
          for (const offset of [span.start, span.end, sentence.start, sentence.end]) {
            const place = locateIn(script, offset, start);
            expect(locateIn(part.script, offset, start)).toEqual(place);
            for (const unit of ['utf16', 'characters', 'bytes'] as const)
              expect(columnIn(unit, part.script, offset, place)).toBe(columnIn(unit, script, offset, place));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is printed like the script itself in every format that looks at the text', async () => {
    const script = await scriptOf(SENTENCES.join('\n'), 'a.txt');
    const findings = linter.lint(script);
    expect(findings.length).toBeGreaterThan(4);
    const part = decodePart(encodePart({ findings, script, characters: 1 }));
    const { totals } = new Tally({ showExempt: true, maxFindings: 100 });
    for (const format of [pretty, json, sarif, rdjson, csv]) {
      const print = (batch: { findings: readonly Finding[]; script: typeof part.script }) => {
        const printer = format(options);
        return printer.add({ path: 'a.txt', ...batch }) + printer.end(totals);
      };
      expect(print(part)).toBe(print({ findings, script }));
    }
  });

  it('keeps what several findings share as one object, and leaves out what is undefined', async () => {
    const script = await scriptOf('全网最好用，没有之一。', 'a.txt');
    const [first, second] = linter.lint(script);
    expect(first?.rewrites).toBe(second?.rewrites);
    const findings = [first, { ...second, speaker: undefined }] as Finding[];
    const { findings: back } = decodePart(encodePart({ findings, script, characters: 1 }));
    expect(back[0]?.rewrites).toBe(back[1]?.rewrites);
    expect(Object.keys(back[1] as Finding)).not.toContain('speaker');
  });

  it('keeps rewrites that findings of different sentences hold as one list', () => {
    const rewrites = [
      { text: '挺好用的', kind: 'suggested', slots: [], moves: [] },
      { text: '', kind: 'safe', slots: [], moves: [] },
    ];
    const findings = ['全网最好用的', '全网最好用啊', '全网最好用的', '挺好用的', ''].map((text) => ({
      span: { start: 0, end: 1 },
      sentence: { start: 0, end: text.length, text },
      rewrites,
    })) as unknown as Finding[];
    expect(decodePart(encodePart({ findings, characters: 1 })).findings).toEqual(findings);
  });

  it('gives back any rewrite of any sentence', () => {
    const text = fc.string({ unit: fc.constantFrom('最', '好', '😀', '\ud83d', 'a') });
    fc.assert(
      fc.property(text, fc.array(text), (sentence, said) => {
        const rewrites = said.map((each) => ({ text: each, kind: 'safe', slots: [], moves: [] }));
        const finding = { span: { start: 0, end: 1 }, sentence: { start: 0, end: 1, text: sentence }, rewrites };
        const part = { findings: [finding as unknown as Finding], characters: 1 };
        expect(decodePart(encodePart(part)).findings).toEqual([finding]);
      }),
    );
  });

  it('does not take a text for the record that it looks like', () => {
    const look = '{"start":0,"end":1}';
    const finding = {
      rule: look,
      span: { start: 0, end: 1 },
      sentence: { start: 0, end: 1, text: '\0' },
      rewrites: [],
    };
    const part = { findings: [finding as unknown as Finding], characters: 1 };
    expect(decodePart(encodePart(part)).findings).toEqual([finding]);
  });
});
