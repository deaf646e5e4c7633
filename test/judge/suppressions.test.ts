import { describe, expect, it } from 'vitest';
import { memorySource } from '../../src/input/index.js';
import { readScripts } from '../../src/input/reader.js';
import { isDate } from '../../src/judge/suppressions.js';
import type { LinterOptions } from '../../src/lint.js';
import { createLinter } from '../../src/lint.js';
import type { Finding, Script } from '../../src/model.js';
import { bundleOf } from '../inline.js';

/** p0/a finds 甲, p0/b finds 乙; p0/info finds 丙 as advice; p0/both finds 甲乙 whole. */
const RULES = `rules:
  - {id: p0/a, title: 试, say: '不要说{hit}', find: [甲], edges: none}
  - {id: p0/b, title: 试, say: '不要说{hit}', find: [乙], edges: none}
  - {id: p0/info, title: 试, say: '不要说{hit}', find: [丙], edges: none, verdict: advice}
  - {id: p0/both, title: 试, say: '不要说{hit}', find: [甲乙], edges: none}
  - {id: p0/spared, title: 试, say: '不要说{hit}', find: [丁], edges: none, spare: [{because: 试, near: [不说]}]}
  - {id: p0/never, title: 试, say: 没有说, absent: {any: [戊], in: script, min-chars: 1}, verdict: undisclosed, severity: warning}
  - {id: p0/wide, title: 试, say: 缺, find: [限时], edges: none, verdict: undisclosed, needs: [{fact: 时间, any: [到九月], within: script}], min-chars: 1}
  - {id: p0/often, title: 试, say: 催, find: [赶紧], edges: none, verdict: advice, often: {more-than: 2, per: 100, min-chars: 0}}
`;

const bundle = bundleOf(RULES);

async function lint(text: string, { severities, ...options }: LinterOptions = {}): Promise<Finding[]> {
  const off = { 'p0/never': 'off' } as const;
  const settings = { bundle, today: '2026-11-21', minChars: 0, severities: { ...off, ...severities } };
  const linter = createLinter({ ...settings, ...options });
  const found: Finding[] = [];
  let session: ReturnType<typeof linter.open> | undefined;
  let last: Script | undefined;
  for await (const script of readScripts(memorySource(text, 'a.txt'))) {
    session ??= linter.open(script.meta);
    found.push(...session.feed(script));
    last = script;
  }
  expect(last?.part.last).toBe(true);
  return [...found, ...session!.end()];
}

const told = async (text: string, options: LinterOptions = {}) =>
  (await lint(text, options)).map(({ rule, start, text: words }) =>
    `${start.line} ${rule.replace('p0/', '')} ${words}`.trim(),
  );

describe('what a comment silences', () => {
  const table: [name: string, text: string, told: string[]][] = [
    ['the next line, by rule', '# koubo-disable-next-line p0/a -- x\n甲\n甲', ['3 a 甲']],
    ['the next line with copy', '# koubo-disable-next-line p0/a -- x\n\n\n甲\n', []],
    ['its own line', '甲 # koubo-disable-line p0/a -- x\n甲', ['2 a 甲']],
    ['a pack', '甲 // koubo-disable-line p0 -- x\n', []],
    ['everything', '甲 乙 # koubo-disable-line -- x\n', []],
    ['several rules', '甲 乙 # koubo-disable-line p0/a, p0/b -- x\n', []],
    ['no other rule', '甲 乙 # koubo-disable-line p0/a -- x\n', ['1 b 乙']],
    ['no other rule on the same words', '甲乙 # koubo-disable-line p0/both -- x', ['1 a 甲', '1 b 乙']],
    ['a block', '# koubo-disable p0/a -- x\n甲\n甲\n# koubo-enable\n甲', ['5 a 甲']],
    ['a block without end', '# koubo-disable p0/a -- x\n甲\n甲', []],
    ['the file, wherever it stands', '甲\n甲\n# koubo-disable-file p0/a -- x', []],
    ['until its last day', '甲 # koubo-disable-line p0/a until 2026-11-21 -- x', []],
    ['not after it', '甲 # koubo-disable-line p0/a until 2026-11-20 -- x', ['1 koubo/expired-suppression', '1 a 甲']],
    [
      'not with a date that is none',
      '甲 # koubo-disable-line p0/a until 2026-02-30 -- x',
      ['1 koubo/invalid-suppression', '1 a 甲'],
    ],
    [
      'nor with words for a date',
      '甲 # koubo-disable-line p0/a until 明天 -- x',
      ['1 koubo/invalid-suppression', '1 a 甲'],
    ],
    [
      'a place of a whole-script rule: the next is told',
      '限时 # koubo-disable-line p0/wide -- x\n好\n限时',
      ['3 wide 限时'],
    ],
    ['all its places', '限时 # koubo-disable-line p0/wide -- x\n好', []],
    ['the first of many', '赶紧 # koubo-disable-line p0/often -- x\n赶紧\n赶紧', ['2 often 赶紧']],
  ];
  it.each(table)('%s', async (_, text, expected) => {
    expect((await told(text)).sort()).toEqual([...expected].sort());
  });

  it('what a script leaves out', async () => {
    expect(await told('好', { severities: { 'p0/never': 'warning' } })).toEqual(['1 never 好']);
    expect(await told('# koubo-disable-file p0/never -- x\n好', { severities: { 'p0/never': 'warning' } })).toEqual([]);
  });

  it('is kept when asked for', async () => {
    const [finding] = await lint('甲 # koubo-disable-line p0/a until 2026-12-31 -- 已报备', { showSuppressed: true });
    expect(finding).toMatchObject({ rule: 'p0/a', suppression: { reason: '已报备', until: '2026-12-31', line: 1 } });
  });
});

describe('what is said of comments', () => {
  const table: [name: string, text: string, rule: string | undefined, message: RegExp][] = [
    ['nothing silenced', '好 # koubo-disable-line p0/a -- x', 'unused-suppression', /p0\/a 没有忽略任何问题/],
    ['one of two names', '甲 # koubo-disable-line p0/a, p0/b -- x', 'unused-suppression', /里的 p0\/b 没有/],
    ['without names', '好 # koubo-disable-line -- x', 'unused-suppression', /这条忽略注释没有忽略任何问题/],
    ['no line behind it', '甲好\n# koubo-disable-next-line p0/b -- x', 'unused-suppression', /p0\/b/],
    ['what is exempt needs none', '不说丁 # koubo-disable-line p0/spared -- x', 'unused-suppression', /p0\/spared/],
    [
      'a misspelt rule',
      '好 # koubo-disable-line p0/oftn -- x',
      'invalid-suppression',
      /没有规则 p0\/oftn，是不是 p0\/often？/,
    ],
    ['own rules are known', '好 # koubo-disable-line koubo/unused-suppression -- x', undefined, /^$/],
  ];
  it.each(table)('%s', async (_, text, rule, message) => {
    const found = (await lint(text, {})).filter(({ pack }) => pack === 'koubo');
    expect(found.map((f) => f.rule)).toEqual(rule === undefined ? [] : [`koubo/${rule}`]);
    if (rule !== undefined) expect(found[0]!.message).toMatch(message);
  });

  it.each<[string, LinterOptions]>([
    ['rules that were not run', { rules: ['p0/b'] }],
    ['a pack of which some were not run', { rules: ['p0/b', 'koubo/unused-suppression'] }],
    ['a rule that is off', { off: ['p0/a'] }],
    ['a rule that is off by its severity', { severities: { 'p0/a': 'off' } }],
    ['it is off itself', { off: ['koubo/unused-suppression'] }],
    ['its severity is off', { severities: { 'koubo/unused-suppression': 'off' } }],
    ['its severity is too low', { minSeverity: 'warning' }],
  ])('nothing of %s', async (_, options) => {
    expect(await told('好 # koubo-disable-line p0/a -- x', options)).toEqual([]);
  });

  it('what is hidden by its severity still needs its comment', async () => {
    const text = '丙 # koubo-disable-line p0/info -- x';
    const severities = { 'koubo/unused-suppression': 'error' } as const;
    expect(await told(text, { minSeverity: 'error', severities })).toEqual([]);
  });

  it('severity by config', async () => {
    const severities = { 'koubo/unused-suppression': 'error' } as const;
    expect(await lint('好 # koubo-disable-line p0/a -- x', { severities })).toMatchObject([{ severity: 'error' }]);
  });

  it('a reason is asked for only where it is required', async () => {
    const text = '甲 # koubo-disable-line p0/a';
    expect(await told(text)).toEqual([]);
    const [finding] = await lint(text, { requireReason: true });
    expect(finding).toMatchObject({
      rule: 'koubo/missing-reason',
      severity: 'error',
      start: { line: 1, column: 3 },
    });
  });
});

it('files read in parts: comments reach over them, and are judged at the end', async () => {
  const filler = `${'好'.repeat(99)}\n`.repeat(6000);
  const text = `# koubo-disable p0/a -- x\n# koubo-disable-file p0/b -- y\n甲\n${filler}甲 乙\n# koubo-enable\n甲\n# koubo-disable p0/b -- z\n`;
  expect(await told(text)).toEqual(['6006 a 甲', '6007 koubo/unused-suppression']);
});

it.each([
  ['2026-12-31', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['明天', false],
])('%s is a date: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});
