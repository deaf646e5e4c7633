import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { memorySource, readScripts, Structure } from '../../src/input/index.js';
import type { Framing } from '../../src/judge/heard.js';
import { Heard } from '../../src/judge/heard.js';
import { Judge } from '../../src/judge/judge.js';
import { createLinter, type Linter, type LinterOptions } from '../../src/lint.js';
import type { Finding, Script, ScriptMeta } from '../../src/model.js';
import { Recent } from '../../src/recent.js';
import { loadBundle } from '../../src/rules/bundle.js';
import { textScript } from '../../src/script.js';
import { Told } from '../../src/told.js';
import { bundleOf } from '../inline.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What `run` gives where nothing is remembered. */
function forgetful<T>(run: () => T): T {
  const spies = [
    vi.spyOn(Recent.prototype, 'get').mockReturnValue(undefined),
    vi.spyOn(Told.prototype, 'again').mockReturnValue(undefined),
  ];
  try {
    return run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const PACK = `rules:
  - {id: p0/a, title: 试, say: '{hit}', find: [最好用], edges: none, spare: [{because: 自比, near: [我们家]}], rewrite: [{drop: hit}]}
  - {id: p0/b, title: 试, say: '{hit}', find: [最好用, 第一], edges: none, with: [{any: [下单], within: utterance}], rewrite: [{hit: 好用}]}
  - {id: p0/c, title: 试, say: '{hit}，缺{missing}', find: [限时], edges: none, verdict: undisclosed, needs: [{fact: 截止, any: [到9月], within: 1}, {fact: 价格, any: [价], within: sentence}]}
  - {id: p0/d, title: 试, say: '{hit}', find: [限量], edges: none, verdict: undisclosed, needs: [{fact: 数量, any: [一百件], within: section}]}
  - {id: p0/e, title: 试, say: '{hit}', find: [预售], edges: none, verdict: undisclosed, needs: [{fact: 预告, any: [预告], within: script, where: before, times: 2}]}
  - {id: p0/f, title: 试, say: 缺, find: [下单], verdict: undisclosed, edges: none, absent: {any: [退货], in: section, min-chars: 3}}
  - {id: p0/g, title: 试, say: 多, find: [赶紧], edges: none, often: {more-than: 2, per: 100}}
`;
const WORDS = [
  '最好用',
  '我们家',
  '第一',
  '下单',
  '限时',
  '到9月',
  '价',
  '限量',
  '一百件',
  '预售',
  '预告',
  '退货',
  '赶紧',
  '，',
  '。',
];

/** Lines of a small stock, so that they come again; a line that starts with # opens a section. */
const spoken = fc
  .array(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
  .chain((stock) =>
    fc.array(
      fc.array(fc.constantFrom('# 另一款', ...stock.map((words) => words.join(''))), { minLength: 1, maxLength: 6 }),
      { minLength: 1, maxLength: 6 },
    ),
  );

function part(lines: readonly string[], index: number): Script {
  const script = textScript(lines.join('\n'));
  const sections: Script['sections'] = [{ start: 0, end: 0, ...(index > 0 ? { continued: true } : {}) }];
  script.utterances.forEach((utterance, i) => {
    if (script.text[utterance.start] === '#') sections.push({ start: utterance.start, end: 0, title: '另一款' });
    utterance.section = sections.length - 1;
    if (i % 3 === 1) Object.assign(utterance, { speaker: '小雨', role: 'host' });
    if (i % 3 === 2) utterance.role = 'viewer';
  });
  return { ...script, sections };
}

function told(linter: Linter, parts: readonly string[][], prompt = false, meta: ScriptMeta = {}): Finding[][] {
  const open = linter.open(meta, { prompt });
  return [...parts.map((lines, index) => open.feed(part(lines, index))), open.end()];
}

describe('speech that repeats itself', () => {
  it('is told as if it were heard for the first time', { timeout: 60_000 }, () => {
    const bundle = bundleOf(PACK);
    fc.assert(
      fc.property(spoken, spoken, fc.boolean(), fc.boolean(), (parts, next, showExempt, prompt) => {
        const options: LinterOptions = { bundle, showExempt, minChars: 3, today: '2026-11-21' };
        const run = () => {
          const linter = createLinter(options);
          // The second script is heard with the memory of the first.
          return [told(linter, parts, prompt), told(linter, next, prompt)];
        };
        expect(run()).toEqual(forgetful(run));
      }),
      { numRuns: 150 },
    );
  });

  it('is judged once while ever less is wanted of it, once more when more is, and then never again', () => {
    const judge = vi.spyOn(Judge.prototype, 'judge');
    const linter = createLinter({ bundle: bundleOf(PACK), rewrites: 0 });
    told(linter, [['赶紧下单'], ['一百件'], ['赶紧下单'], ['一百件']]);
    expect(judge).toHaveBeenCalledTimes(2);
    told(linter, [['赶紧下单'], ['一百件']]);
    expect(judge).toHaveBeenCalledTimes(4);
    told(linter, [['赶紧下单'], ['# 另一款'], ['一百件'], ['赶紧下单']]);
    expect(judge).toHaveBeenCalledTimes(5);
  });

  it('who says it, and the trade, make it another', () => {
    const judge = vi.spyOn(Judge.prototype, 'judge');
    const linter = createLinter({ bundle: bundleOf(PACK), rewrites: 0 });
    const script = textScript('最好用');
    linter.lint(script);
    linter.lint({ ...script, utterances: [{ start: 0, end: 3, section: 0, role: 'viewer' }] });
    linter.lint({ ...script, meta: { trade: 'food' } });
    linter.lint({ ...script, meta: { evidence: [{ id: 'e', claim: '最好用' }] } });
    expect(judge).toHaveBeenCalledTimes(4);
  });

  it('a trace is shown it every time', () => {
    const events: string[] = [];
    const linter = createLinter({ bundle: bundleOf(PACK), rewrites: 0, trace: ({ kind }) => events.push(kind) });
    told(linter, [['第一'], ['第一'], ['第一']]);
    expect(events.filter((kind) => kind === 'match')).toHaveLength(3);
  });

  it('no more is remembered than there is room for', () => {
    const heard = new Heard(2000);
    const judge = { judge: () => [] } as unknown as Judge;
    const framing = (() => ({})) as unknown as Framing;
    const hear = heard.by(judge, framing);
    const watch = { wanted: new Uint8Array(0), since: {} };
    for (let i = 0; i < 5000; i++) {
      const script = textScript(`这一句只说一回${i}`);
      hear(script, script.utterances[0]!, watch);
      expect(heard.size).toBeLessThan(100);
    }
  });
});

describe('one sentence with other hits', () => {
  it('is not given the rewrite of the first', () => {
    const linter = createLinter({ bundle: bundleOf(PACK) });
    const rewrites = (text: string) => linter.lint(textScript(text)).map((f) => f.rewrites.map((r) => r.text));
    const alone = ['最好用的第一款。别的', '最好用的第一款。下单'].map(rewrites);
    expect(alone[0]).not.toEqual(alone[1]);
    expect(rewrites('最好用的第一款。别的\n最好用的第一款。下单').slice(0, 1)).toEqual(alone[0]?.slice(0, 1));
    const [first, ...rest] = rewrites('最好用的第一款。下单\n最好用的第一款。别的');
    expect(first).toEqual(alone[1]?.[0]);
    expect(rest.at(-1)).toEqual(alone[0]?.[0]);
  });
});

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const linesOf = (path: string) =>
  readFileSync(join(FIXTURES, path), 'utf8')
    .split('\n')
    .filter((line) => line.length > 3 && !/^(---|#|<!--|[\w-]+:)/.test(line));

/** The lines of the fixtures, three times in an order drawn by lot, with sections, speakers and comments between. */
function evening(): string {
  const all = [
    ...readdirSync(join(FIXTURES, 'scripts')).flatMap((name) => linesOf(`scripts/${name}`)),
    ...linesOf('transcripts/evening-asr.txt'),
  ];
  const lines = fc.sample(fc.shuffledSubarray(all, { minLength: 90, maxLength: 90 }), { seed: 7, numRuns: 1 })[0]!;
  const orders = fc.sample(fc.shuffledSubarray(lines, { minLength: lines.length }), { seed: 11, numRuns: 3 });
  const heads = ['', '', '主播：', '观众：', '主播小雨：', ''];
  const text = orders.flat().map((line, i) => {
    const said = `${heads[i % heads.length]}${line}`;
    if (i % 40 === 7) return `${i % 9}号链接\n${said}`;
    if (i % 23 === 5) return `${said} // koubo-disable-line -- 已核`;
    return said;
  });
  return text.join('\n');
}

async function read(text: string, meta: ScriptMeta = {}): Promise<Script[]> {
  const structure = new Structure(loadBundle().structure);
  const scripts: Script[] = [];
  for await (const script of readScripts(memorySource(Buffer.from(text), 'evening.txt'), { structure }))
    scripts.push({ ...script, meta });
  return scripts;
}

describe('the fixtures over and over', () => {
  it.each([true, false])(
    'give the same report, byte for byte (all that is known: %s)',
    { timeout: 120_000 },
    async (more) => {
      const text = evening();
      const plain = text.replaceAll(/ \/\/ koubo.*/g, '');
      const food = { trade: 'food', platform: 'douyin' };
      const scripts = [
        ...(await read(text)),
        ...(await read(plain)),
        ...(await read(plain, food)),
        ...(await read(plain)),
      ];
      expect(scripts[0]?.sections.length).toBeGreaterThan(3);
      expect(scripts[0]?.suppressions.length).toBeGreaterThan(5);
      const run = () => {
        const linter = createLinter({
          showExempt: more,
          showSuppressed: more,
          today: '2026-11-21',
          rewrites: more ? 1 : 0,
        });
        return scripts.map((script) => JSON.stringify(linter.lint(script)));
      };
      const judge = vi.spyOn(Judge.prototype, 'judge');
      const heard = run();
      const calls = judge.mock.calls.length;
      const anew = forgetful(run);
      expect(heard).toEqual(anew);
      expect(heard[0]?.length).toBeGreaterThan(10_000);
      expect(calls).toBeLessThan(0.7 * (judge.mock.calls.length - calls));
    },
  );
});
