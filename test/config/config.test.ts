import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ConfigError,
  ConfigErrors,
  Configs,
  type ConfigsOptions,
  type ResolvedConfig,
  resolveConfig,
} from '../../src/config/index.js';
import { unknownNames } from '../../src/config/names.js';
import { configJsonSchema } from '../../src/config/schema.js';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'koubo-')));
  mkdirSync(join(cwd, '.git'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

const resolve = (file: string, more: Partial<ConfigsOptions> = {}): Promise<ResolvedConfig> =>
  resolveConfig(file, { cwd, ...more });

async function errors(file = 'a.txt', more: Partial<ConfigsOptions> = {}): Promise<ConfigError[]> {
  try {
    await resolve(file, more);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.errors;
    throw error;
  }
  throw new Error('no error');
}

const places = (found: ConfigError[]): string[] =>
  found.map(({ path, line, column, code }) => `${path.slice(cwd.length + 1)}:${line}:${column} ${code}`);

describe('where configs are found', () => {
  it('nowhere: defaults', async () => {
    const config = await resolve('a.txt');
    expect(config).toMatchObject({
      minSeverity: 'info',
      failOn: 'warning',
      segmenter: 'node-rs-jieba',
      files: [],
      rules: {},
    });
    expect(config.from.failOn).toEqual([{ source: 'default' }]);
  });

  it.each(['koubo.yaml', '.koubo.yaml', 'koubo.yml'])('%s', async (name) => {
    write({ [name]: 'trade: food\n' });
    expect((await resolve('deep/er/a.txt')).trade).toBe('food');
  });

  it('package.json, where it has the key', async () => {
    write({ 'package.json': '{"name": "x",\n  "koubo": {"trade": "food"}}', 'sub/package.json': '{"name": "koubo"}' });
    const config = await resolve('sub/a.txt');
    expect(config.trade).toBe('food');
    expect(config.from.trade).toEqual([{ source: 'config', file: join(cwd, 'package.json'), line: 2, column: 13 }]);
  });

  it('nearer folders win over farther ones, up to root: true', async () => {
    write({
      'koubo.yaml': 'trade: food\nplatform: douyin\nown-brands: 甲\n',
      'a/koubo.yaml': 'trade: cosmetics\nown-brands: [乙]\n',
      'a/b/koubo.yaml': 'root: true\nown-brands: 丙\n',
    });
    expect(await resolve('a/x.txt')).toMatchObject({ trade: 'cosmetics', platform: 'douyin', ownBrands: ['甲', '乙'] });
    expect((await resolve('a/x.txt')).files).toEqual([join(cwd, 'koubo.yaml'), join(cwd, 'a/koubo.yaml')]);
    const inner = await resolve('a/b/x.txt');
    expect(inner.ownBrands).toEqual(['丙']);
    expect(inner.trade).toBeUndefined();
  });

  it('not above the root of the repository', async () => {
    write({ 'koubo.yaml': 'trade: food\n', 'inner/.git/HEAD': '' });
    expect((await resolve('inner/a.txt')).trade).toBeUndefined();
  });

  it('a named one alone, or none', async () => {
    write({ 'koubo.yaml': 'trade: food\nplatform: douyin\n', 'other.yaml': 'trade: cosmetics\n' });
    const named = await resolve('a.txt', { config: 'other.yaml' });
    expect(named.trade).toBe('cosmetics');
    expect(named.platform).toBeUndefined();
    expect((await resolve('a.txt', { config: false })).trade).toBeUndefined();
    expect(await errors('a.txt', { config: 'nope.yaml' })).toMatchObject([{ code: 'missing' }]);
  });

  it('an empty one says nothing', async () => {
    write({ 'koubo.yaml': '# later\n' });
    expect((await resolve('a.txt')).files).toEqual([join(cwd, 'koubo.yaml')]);
  });
});

describe('merging', () => {
  it('extended first, then the file, then its overrides, then the command line', async () => {
    write({
      'base.yaml': 'trade: food\nplatform: douyin\nfail-on: never\n',
      'koubo.yaml':
        'extends: [koubo:strict, ./base.yaml]\ntrade: cosmetics\noverrides:\n  - {files: "*.md", trade: liquor}\n  - {files: [sub/], trade: books, min-severity: error}\n',
    });
    const options = { lang: 'en' as const };
    expect(await resolve('a.txt', { options })).toMatchObject({
      trade: 'cosmetics',
      platform: 'douyin',
      failOn: 'never',
      requireReason: true,
      lang: 'en',
    });
    expect((await resolve('x/a.md')).trade).toBe('liquor');
    expect(await resolve('sub/a.md')).toMatchObject({ trade: 'books', minSeverity: 'error' });
    expect((await resolve('a.txt', { options: { trade: 'x' } })).from.trade!.map(({ source }) => source)).toEqual([
      'config',
      'config',
      'cli',
    ]);
  });

  it('rules by name; lists and evidence add up', async () => {
    write({
      'base.yaml':
        'rules: {absolute: off, promo/gift: error}\nlists: {market: {add: [甲, 乙], remove: [丙]}}\nevidence: [{id: 1, claim: 旧}, {id: E2, covers: 防水}]\n',
      'koubo.yaml':
        'extends: base.yaml\nrules:\n  absolute: warning\n  promo/gift: {severity: info}\nlists: {market: {add: [丙], remove: 甲}, new: [丁]}\nevidence: [{id: "1", claim: 新, valid_until: 2027-03-31}]\n',
    });
    const config = await resolve('a.txt');
    expect(config.rules).toEqual({ absolute: 'warning', 'promo/gift': 'info' });
    expect(config.lists).toEqual({ market: { add: ['乙', '丙'], remove: ['甲'] }, new: { add: ['丁'], remove: [] } });
    expect(config.evidence).toEqual([
      { id: 'E2', covers: ['防水'] },
      { id: '1', covers: [], claim: '新', validUntil: '2027-03-31' },
    ]);
    expect(config.from['rules.absolute']!.at(-1)).toEqual({
      source: 'config',
      file: join(cwd, 'koubo.yaml'),
      line: 3,
      column: 3,
    });
    expect(config.from['evidence.1']).toHaveLength(2);
  });

  it('profiles by name', async () => {
    write({ 'koubo.yaml': 'extends: [koubo:platform/douyin, koubo:trade/food]\n' });
    expect(await resolve('a.txt')).toMatchObject({ platform: 'douyin', trade: 'food' });
  });

  it('packs are looked for beside the file that names them', async () => {
    write({
      'rules/own.yaml': '',
      'conf/base.yaml': 'packs: ../rules/own.yaml\n',
      'koubo.yaml': 'extends: conf/base.yaml\npacks: [rules]\n',
    });
    expect((await resolve('a.txt')).packs).toEqual([join(cwd, 'rules/own.yaml'), join(cwd, 'rules')]);
  });

  it('npm packages hold configs', async () => {
    write({
      'node_modules/koubo-rules-x/package.json': '{"name": "koubo-rules-x"}',
      'node_modules/koubo-rules-x/koubo.yaml': 'packs: packs\nrules: {promo: off}\n',
      'node_modules/koubo-rules-x/packs/p.yaml': '',
      'node_modules/@me/bare/package.json': '{"name": "@me/bare"}',
      'koubo.yaml': 'extends: koubo-rules-x\n',
      'b/koubo.yaml': 'root: true\nextends: ["@me/bare"]\n',
      'c/koubo.yaml': 'root: true\nextends: not-there\n',
    });
    expect(await resolve('a.txt')).toMatchObject({
      packs: [join(cwd, 'node_modules/koubo-rules-x/packs')],
      rules: { promo: 'off' },
    });
    expect(places(await errors('b/a.txt'))).toEqual(['b/koubo.yaml:2:11 empty-package']);
    expect(places(await errors('c/a.txt'))).toEqual(['c/koubo.yaml:2:10 missing-extends']);
  });

  it('a file of a package, and patterns of packages relative to the config that extends them', async () => {
    write({
      'node_modules/@me/rules/package.json': '{"name": "@me/rules"}',
      'node_modules/@me/rules/koubo.yaml': 'overrides: [{files: food/, trade: food}]\nignore: old/\n',
      'node_modules/@me/rules/strict.yaml': 'extends: ./koubo.yaml\nfail-on: info\n',
      'sub/koubo.yaml': 'extends: "@me/rules/strict.yaml"\n',
      'other/koubo.yaml': 'root: true\nextends: "@me/rules/nope.yaml"\n',
    });
    expect(await resolve('sub/food/a.txt')).toMatchObject({ trade: 'food', failOn: 'info' });
    expect((await resolve('sub/a.txt')).trade).toBeUndefined();
    const configs = new Configs({ cwd });
    expect(await configs.ignored(join(cwd, 'sub/old'), true)).toBe(true);
    expect(await configs.ignored(join(cwd, 'sub/new'), true)).toBe(false);
    expect(places(await errors('other/a.txt'))).toEqual(['other/koubo.yaml:2:10 missing-extends']);
  });

  it('options of rules one by one, apart from the severity', async () => {
    write({
      'base.yaml': 'rules: {p/often: {more-than: 3, per: 500, severity: error}}\n',
      'koubo.yaml':
        'extends: base.yaml\nrules:\n  p/often: {more-than: 5}\noverrides: [{files: "*.md", rules: {p/often: {per: minute}}}]\n',
    });
    expect(await resolve('a.txt')).toMatchObject({
      rules: { 'p/often': 'error' },
      ruleOptions: { 'p/often': { 'more-than': 5, per: 500 } },
    });
    expect((await resolve('a.md')).ruleOptions).toEqual({ 'p/often': { 'more-than': 5, per: 'minute' } });
    expect((await resolve('a.txt')).from['rules.p/often.more-than']!.at(-1)).toMatchObject({ line: 3, column: 13 });
  });

  it('a baseline beside the config that names it; nearer ones and the command line win', async () => {
    write({ 'koubo.yaml': 'baseline: b.jsonl\n', 'a/koubo.yaml': 'baseline: ../x/own.jsonl\n' });
    expect((await resolve('x.txt')).baseline).toBe(join(cwd, 'b.jsonl'));
    expect((await resolve('a/x.txt')).baseline).toBe(join(cwd, 'x/own.jsonl'));
    expect((await resolve('a/x.txt', { options: { baseline: false } })).baseline).toBeUndefined();
    expect((await resolve('a/x.txt', { options: { baseline: '/c.jsonl' } })).baseline).toBe('/c.jsonl');
  });
});

describe('ignore', () => {
  it('works like .gitignore, from the folder of each config', async () => {
    write({ 'koubo.yaml': "ignore: [draft/, '*.old.txt', '/top.txt']\n", 'a/koubo.yaml': 'ignore: b.txt\n' });
    const configs = new Configs({ cwd });
    const ask = (name: string, isFolder = false): Promise<boolean> => configs.ignored(join(cwd, name), isFolder);
    expect(
      await Promise.all([ask('draft', true), ask('x/draft', true), ask('draft'), ask('a/x.old.txt'), ask('top.txt')]),
    ).toEqual([true, true, false, true, true]);
    expect(await Promise.all([ask('a/top.txt'), ask('a/b.txt'), ask('b.txt'), ask('a/c/b.txt')])).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('mistakes', () => {
  it.each<[string, string, string[]]>([
    ['unknown key', 'plaform: douyin\n', ['koubo.yaml:1:1 unknown-key']],
    ['unknown key inside', 'rules:\n  promo: {sevrity: off}\n', ['koubo.yaml:2:11 unknown-key']],
    ['wrong type', 'trade: [food]\n', ['koubo.yaml:1:8 wrong-type']],
    ['wrong type in a list', 'own-brands: [甲, 3]\n', ['koubo.yaml:1:17 wrong-type']],
    ['not text or list', 'own-brands: {a: 1}\n', ['koubo.yaml:1:13 wrong-type']],
    ['YAML 1.1 truth', 'require-reason: yes\n', ['koubo.yaml:1:17 wrong-type']],
    ['an option that is none', 'rules:\n  a/b: {more-then: 3}\n', ['koubo.yaml:2:9 unknown-key']],
    ['a window too far', 'rules:\n  a/b: {within: 65}\n', ['koubo.yaml:2:17 bad-value']],
    ['a misspelt window', 'rules:\n  a/b: {within: sectoin}\n', ['koubo.yaml:2:17 bad-value']],
    ['half a time', 'rules:\n  a/b: {times: 1.5}\n', ['koubo.yaml:2:16 wrong-type']],
    ['a baseline without name', 'baseline: ""\n', ['koubo.yaml:1:11 bad-value']],
    ['wrong severity', 'rules:\n  a/b: eror\n', ['koubo.yaml:2:8 bad-value']],
    ['wrong choice', 'fail-on: always\n', ['koubo.yaml:1:10 bad-value']],
    ['missing key', 'evidence:\n  - covers: 防水\n', ['koubo.yaml:2:5 missing-key']],
    ['no date', 'evidence:\n  - {id: 1, valid_until: 2026-13-01}\n', ['koubo.yaml:2:26 bad-date']],
    ['no map', '- trade\n', ['koubo.yaml:1:1 not-a-map']],
    ['broken YAML', 'trade: food\n  x: [\n', ['koubo.yaml:1:8 syntax']],
    ['alias to nothing', 'trade: *food\n', ['koubo.yaml:1:1 syntax']],
    ['duplicate key', 'trade: food\ntrade: x\n', ['koubo.yaml:2:1 syntax']],
    ['a later version, whatever else', 'version: 2\nnewkey: 1\n', ['koubo.yaml:1:10 ahead']],
    ['missing file', 'extends:\n  - ./nope.yaml\n', ['koubo.yaml:2:5 missing-extends']],
    ['unknown profile', 'extends: koubo:strickt\n', ['koubo.yaml:1:10 unknown-profile']],
    ['missing pack', 'packs: [nope]\n', ['koubo.yaml:1:9 missing-pack']],
    [
      'several, in order',
      'b: 1\ntrade: 2\na: 1\n',
      ['koubo.yaml:1:1 unknown-key', 'koubo.yaml:2:8 wrong-type', 'koubo.yaml:3:1 unknown-key'],
    ],
  ])('%s', async (_, text, expected) => {
    write({ 'koubo.yaml': text });
    expect(places(await errors()).slice(0, expected.length)).toEqual(expected);
  });

  it('in package.json have their place too', async () => {
    write({ 'package.json': '{\n  "koubo": {\n    "trad": "food"\n  }\n}\n' });
    expect(places(await errors())).toEqual(['package.json:3:5 unknown-key']);
  });

  it('name the nearest, the expected and the actual, in both languages', async () => {
    write({ 'koubo.yaml': 'plaform: douyin\ntrade: [x]\n' });
    const [key, type] = await errors();
    expect(key!.remedy).toContain('platform');
    expect(key!.say('en').remedy).toBe('did you mean platform?');
    expect(type!.say('en').problem).toBe('trade should be text, this is a list');
    expect(type!.problem).toBe('trade 应为文字，这里是列表');
  });

  it('show the line with a mark under wide characters', async () => {
    write({ 'koubo.yaml': 'trade: food\n品牌: 甲\nlang: zh\n' });
    expect((await errors())[0]!.frame).toBe('  1 | trade: food\n> 2 | 品牌: 甲\n    | ^^^^\n  3 | lang: zh');
  });

  it('a circle is shown', async () => {
    write({
      'koubo.yaml': 'extends: a.yaml\n',
      'a.yaml': 'extends: [b/b.yaml]\n',
      'b/b.yaml': 'extends: ../koubo.yaml\n',
    });
    const [error] = await errors();
    expect(places([error!])).toEqual(['b/b.yaml:1:10 cycle']);
    expect(error!.data.cycle).toBe('koubo.yaml → a.yaml → b/b.yaml → koubo.yaml');
  });

  it('the same file twice is no circle', async () => {
    write({
      'koubo.yaml': 'extends: [a.yaml, b.yaml]\n',
      'a.yaml': 'extends: c.yaml\n',
      'b.yaml': 'extends: c.yaml\n',
      'c.yaml': 'trade: food\n',
    });
    expect((await resolve('a.txt')).trade).toBe('food');
  });
});

describe('names that only the rules know', () => {
  const known = {
    rules: ['absolute/superlative'],
    packs: ['absolute'],
    lists: ['market'],
    trades: ['food'],
    platforms: ['douyin'],
    options: { 'absolute/superlative': ['more-than', 'per'] },
  };

  it('are told with their place', async () => {
    write({
      'koubo.yaml':
        'trade: foods\nrules:\n  absolut/superlative: off\n  absolute: off\nlists:\n  markt: {remove: 甲}\n  own: [乙]\n',
    });
    const found = unknownNames(await resolve('a.txt', { options: { platform: 'douyn' } }), known);
    expect(found.map(({ line, column, data }) => [line, column, data.near])).toEqual([
      [3, 3, 'absolute/superlative'],
      [6, 3, 'market'],
      [1, 1, 'food'],
      [undefined, undefined, 'douyin'],
    ]);
  });
});

describe('options that only the rules know', () => {
  const known = {
    rules: ['p/often', 'p/plain'],
    packs: ['p'],
    lists: [],
    trades: [],
    platforms: [],
    options: { 'p/often': ['min-chars', 'more-than'] },
  };
  it.each<[string, string, [number, number, string][]]>([
    ['known ones', 'rules: {p/often: {more-than: 3, min-chars: 9}}', []],
    ['of another rule', 'rules:\n  p/often: {times: 3}', [[2, 13, 'no-option']]],
    ['of a rule without any', 'rules:\n  p/plain: {times: 3, severity: off}', [[2, 13, 'no-option']]],
    ['of a pack', 'rules:\n  p: {more-than: 3}', [[2, 7, 'no-option']]],
    ['of a rule that does not exist', 'rules:\n  p/oftn: {more-than: 3}', [[2, 12, 'unknown-name']]],
    ['and told once', 'rules:\n  p/oftn: {more-than: 3, severity: off}', [[2, 3, 'unknown-name']]],
  ])('%s', async (_, text, expected) => {
    write({ 'koubo.yaml': `${text}\n` });
    const found = unknownNames(await resolve('a.txt'), known);
    expect(found.map(({ line, column, code }) => [line, column, code])).toEqual(expected);
  });
});

describe('the published schema', () => {
  it('is current (npx vitest run test/config -u writes it)', async () => {
    await expect(`${JSON.stringify(configJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../schema/koubo.schema.json',
    );
  });
});
