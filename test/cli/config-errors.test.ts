import { describe, expect, it } from 'vitest';
import { koubo } from './run.js';

const COPY = '质地清爽。\n';

/** What is wrong, the files, and what both check and config show say of it. */
const CASES: [what: string, files: Record<string, string>, place: string, problem: RegExp, remedy: RegExp][] = [
  [
    'an unknown key',
    { 'koubo.yaml': 'root: true\nplaform: douyin\n' },
    'koubo.yaml:2:1',
    /没有 plaform/,
    /是不是想写 platform？/,
  ],
  [
    'a key inside',
    { 'koubo.yaml': 'overrides:\n  - {files: a, trad: food}\n' },
    'koubo.yaml:2:16',
    /没有 trad/,
    /trade？/,
  ],
  ['a wrong type', { 'koubo.yaml': 'trade: [food]\n' }, 'koubo.yaml:1:8', /trade 应为文字，这里是列表/, /类型/],
  ['a wrong value', { 'koubo.yaml': 'fail-on: alway\n' }, 'koubo.yaml:1:10', /fail-on 不能是 alway/, /error, warning/],
  [
    'missing extends',
    { 'koubo.yaml': 'extends:\n  - ./team.yaml\n' },
    'koubo.yaml:2:5',
    /\.\/team\.yaml 不存在/,
    /相对于/,
  ],
  [
    'a missing package',
    { 'koubo.yaml': 'extends: koubo-rules-x\n' },
    'koubo.yaml:1:10',
    /koubo-rules-x 不存在/,
    /npm 安装/,
  ],
  [
    'a package without packs',
    { 'koubo.yaml': 'extends: bare\n', 'node_modules/bare/package.json': '{"name": "bare"}' },
    'koubo.yaml:1:10',
    /包 bare 里没有 koubo 配置/,
    /koubo\.yaml/,
  ],
  [
    'a package whose packs are not there',
    {
      'koubo.yaml': 'extends: bare\n',
      'node_modules/bare/package.json': '{"name": "bare"}',
      'node_modules/bare/koubo.yaml': 'packs: packs\n',
    },
    'node_modules/bare/koubo.yaml:1:8',
    /找不到规则包 packs/,
    /相对于/,
  ],
  [
    'a circle',
    { 'koubo.yaml': 'extends: a.yaml\n', 'a.yaml': 'extends: koubo.yaml\n' },
    'a.yaml:1:10',
    /绕成了一圈：koubo\.yaml → a\.yaml → koubo\.yaml/,
    /去掉/,
  ],
  [
    'a later version',
    { 'koubo.yaml': 'root: true\nversion: 9\nnew: 1\n' },
    'koubo.yaml:2:10',
    /version: 9，这里支持到 1/,
    /升级/,
  ],
  [
    'an unknown profile',
    { 'koubo.yaml': 'extends: koubo:strickt\n' },
    'koubo.yaml:1:10',
    /没有 koubo:strickt/,
    /koubo:strict？/,
  ],
  ['broken YAML', { 'koubo.yaml': 'trade: {a\n' }, 'koubo.yaml:2:1', /YAML 写法有误/, /缩进/],
];

/** What only the rules know: told by check. */
const NAMES: typeof CASES = [
  [
    'an unknown rule',
    { 'koubo.yaml': 'rules:\n  absolut/grade: off\n' },
    'koubo.yaml:2:3',
    /没有 absolut\/grade/,
    /absolute\/grade？/,
  ],
  [
    'an option of another rule',
    { 'koubo.yaml': 'rules:\n  absolute/grade: {times: 2}\n' },
    'koubo.yaml:2:20',
    /absolute\/grade 没有 times 这个选项/,
    /只能设 severity/,
  ],
  ['an unknown trade', { 'koubo.yaml': 'trade: foods\n' }, 'koubo.yaml:1:1', /没有 foods 这个类目/, /food？/],
];

describe('a config that cannot be used', () => {
  it.each([...CASES, ...NAMES])('check stops at %s', async (_, files, place, problem, remedy) => {
    const { code, out, err } = await koubo(['check', 'a.txt', '-f', 'compact'], { 'a.txt': COPY, ...files });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const [first = ''] = err.split('\n');
    expect(first).toContain(`/${place}：`);
    expect(first).toMatch(problem);
    expect(/补救：(.*)/.exec(err)?.[1]).toMatch(remedy);
  });

  it.each(CASES)('config show stops at %s', async (_, files, place, problem) => {
    const { code, out, err } = await koubo(['config', 'show', 'a.txt'], { 'a.txt': COPY, ...files });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`/${place}：`);
    expect(err).toMatch(problem);
  });
});

it('options of rules hold, and config show names where each was set', async () => {
  const files = (more: string) => ({
    'koubo.yaml': `root: true\nrules:\n  pressure/density: {min-chars: 1, more-than: ${more}}\n`,
    'a.txt': '想要的下单。\n喜欢的下单。\n看好的下单。\n',
  });
  const rule = ['check', 'a.txt', '--rule', 'pressure/density', '-f', 'compact'];
  expect((await koubo(rule, files('1'))).out).toContain('pressure/density');
  expect((await koubo(rule, files('999'))).out).toBe('');
  const { out } = await koubo(['config', 'show', 'a.txt'], files('7'));
  expect(out).toMatch(/^rules\.pressure\/density\.more-than +7 +← koubo\.yaml:3:36$/m);
  const { out: shown } = await koubo(['rules', 'show', 'pressure/density', '--lang', 'en']);
  expect(shown).toMatch(/more-than: 9\n +per: 1000/);
});

it('rules of suppressions are shown like any other', async () => {
  const { code, out } = await koubo(['rules', 'show', 'koubo/unused-suppression']);
  expect(code).toBe(0);
  expect(out).toContain('没有用到的忽略注释');
});
