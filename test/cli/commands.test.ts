import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, koubo } from './run.js';

const PACK = `pack: mine
version: 1.0.0
title: 自家规矩
title-en: House rules
category: wording
rules:
  - id: mine/magic
    title: 不说魔法
    find: [魔法水(神奇)?]
    basis: [AdLaw-28]
    say: 别说“{hit}”。
    verdict: violation
    rewrite: [{hit: 精华水}]
    examples:
      bad: [来看这瓶⟦魔法水⟧。]
      good: [来看这瓶精华水。]
`;

describe('koubo rules', () => {
  it('lists rules by pack, as text and as JSON', async () => {
    const { code, out } = await koubo(['rules', 'list', '--pack', 'absolute']);
    expect(code).toBe(0);
    expect(out).toMatch(/^absolute \d+\.\d+\.\d+ {2}绝对化用语\n {2}absolute\//);
    expect(out).toMatch(/1 个规则包，\d+ 条规则\n$/);
    const records = JSON.parse((await koubo(['rules', 'list', '--format', 'json'])).out);
    expect(records[0]).toMatchObject({
      id: expect.stringContaining('/'),
      verdict: expect.any(String),
      basis: expect.any(Array),
    });
  });

  it('shows a rule with its law and examples, and knows its near names', async () => {
    const { out } = await koubo(['rules', 'show', 'absolute/superlative']);
    expect(out).toMatch(/^absolute\/superlative {2}违规/);
    for (const title of ['依据', '找这些说法', '豁免', '不能这样说', '可以这样说'])
      expect(out).toContain(`\n${title}\n`);
    expect((await koubo(['rules', 'show', 'absolute/superlativ'])).err).toContain('是不是 absolute/superlative？');
  });

  // Compiles all rules four times.
  it('tests a pack of one’s own, and checks with it', async () => {
    const cwd = folderWith({ 'mine.yaml': PACK, 'a.txt': '来看这瓶魔法水神奇。\n' });
    const tested = await koubo(['rules', 'test', './mine.yaml'], {}, { cwd });
    expect(tested.out).toContain('1 条规则，2 个例句：全部通过');
    const checked = await koubo(['check', 'a.txt', '--pack', './mine.yaml', '-f', 'compact'], {}, { cwd });
    expect(checked.out).toBe('a.txt:1:5: error mine/magic 别说“魔法水神奇”。\n');
    writeFileSync(join(cwd, 'mine.yaml'), PACK.replace('来看这瓶⟦魔法水⟧。', '来看这⟦瓶⟧魔法水。'));
    const failed = await koubo(['rules', 'test', './mine.yaml'], {}, { cwd });
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/^位置不对 mine\/magic/);
    writeFileSync(join(cwd, 'mine.yaml'), PACK.replace('title: 不说魔法', 'titel: 不说魔法'));
    const broken = await koubo(['check', 'a.txt', '--pack', './mine.yaml'], {}, { cwd });
    expect(broken.code).toBe(2);
    expect(broken.err).toMatch(/mine\.yaml:8:5：.*titel/);
  }, 90_000);

  it('prints the schema of packs', async () => {
    const { out } = await koubo(['rules', 'schema']);
    expect(JSON.parse(out)).toMatchObject({ title: 'koubo rule pack', properties: { rules: expect.anything() } });
  });

  it('writes a page a rule, and tells when they are out of date', { timeout: 120_000 }, async () => {
    const cwd = folderWith();
    expect((await koubo(['rules', 'docs'], {}, { cwd })).code).toBe(0);
    const page = join(cwd, 'docs/rules/absolute/superlative.md');
    expect(readFileSync(page, 'utf8')).toMatch(
      /^# 最字句\n\n`absolute\/superlative` · Superlative[\s\S]*> “最[\s\S]*## 依据[\s\S]*\n\| .*\*\*最.*\*\*.* \| .+（.+） \|\n[\s\S]*## 豁免[\s\S]*guards\.md#[\s\S]*koubo-disable-next-line/,
    );
    expect((await koubo(['rules', 'docs', '--check'], {}, { cwd })).code).toBe(0);
    writeFileSync(page, 'old');
    writeFileSync(join(cwd, 'docs/rules/gone.md'), 'x\n\n<!-- koubo rules docs -->\n');
    writeFileSync(join(cwd, 'docs/rules/mine.md'), 'x\n');
    const stale = await koubo(['rules', 'docs', '--check'], {}, { cwd });
    expect(stale.code).toBe(2);
    expect(stale.err).toContain('absolute/superlative.md gone.md');
    await koubo(['rules', 'docs'], {}, { cwd });
    expect(existsSync(join(cwd, 'docs/rules/gone.md'))).toBe(false);
    expect(existsSync(join(cwd, 'docs/rules/mine.md'))).toBe(true);
  });
});

describe('koubo explain', () => {
  const files = { 'a.txt': '大家好。\n这款面霜是国家级品质，最好提前一天拍。\n\n' };

  it('tells tokens, what matched, exemptions and the result of a line', async () => {
    const { code, out } = await koubo(['explain', 'a.txt:2'], files);
    expect(code).toBe(0);
    expect(out).toMatch(/原文 {2}这款面霜是国家级品质/);
    expect(out).toMatch(/分词 .*面霜\/n/);
    expect(out).toMatch(/候选\n[\s\S]*说法 /);
    expect(out).toMatch(/结果\n {2}违规 absolute\//);
    expect(out).toMatch(/改写/);
  });

  it('says when no rule touches a line, and when nothing is said there', async () => {
    expect((await koubo(['explain', 'a.txt:1:2'], files)).out).toContain('没有规则碰到这一句');
    expect((await koubo(['explain', 'a.txt:3'], files)).out).toContain('这一行没有要检查的话');
  });

  it('refuses places that are none', async () => {
    expect((await koubo(['explain', 'a.txt'], files)).err).toMatch(/看不懂位置 a\.txt[\s\S]*文件:行/);
    expect((await koubo(['explain', 'a.txt:90'], files)).err).toContain('没有第 90 行');
    expect((await koubo(['explain', 'b.txt:1'], files)).code).toBe(2);
  });
});

describe('koubo config', () => {
  it('shows what applies to a file and where it comes from', async () => {
    const { out } = await koubo(['config', 'show', 'sub/a.txt'], {
      'koubo.yaml': 'root: true\ntrade: food\n',
      'sub/koubo.yaml': 'platform: douyin\nrules:\n  absolute/superlative: warning\n',
    });
    expect(out).toMatch(/trade\s+food {2}← koubo\.yaml:2:1/);
    expect(out).toMatch(/platform\s+douyin {2}← sub\/koubo\.yaml:1:1/);
    expect(out).toMatch(/rules\.absolute\/superlative\s+warning {2}← sub\/koubo\.yaml:3:3/);
  });

  it('is followed by check: severity, trade, brands', async () => {
    const text = '这款面霜是国家级品质。\n';
    const findings = async (config: string) =>
      JSON.parse(
        (await koubo(['check', 'a.txt', '-f', 'json'], { 'koubo.yaml': `root: true\n${config}`, 'a.txt': text })).out,
      ).files[0].findings;
    const [first] = await findings('');
    expect(await findings(`rules: {${first.rule.split('/')[0]}: off}\n`)).toEqual([]);
    expect((await findings(`rules: {${first.rule}: info}\n`))[0].severity).toBe('info');
    const off = await koubo(['check', 'a.txt', '--no-config'], { 'koubo.yaml': 'trad: x\n', 'a.txt': text });
    expect(off.code).toBe(1);
  });

  it('tells unknown names in a config with their place', async () => {
    const { code, err } = await koubo(['check', 'a.txt'], {
      'koubo.yaml': 'root: true\nrules:\n  absolute/superlativ: off\n',
      'a.txt': '好。',
    });
    expect(code).toBe(2);
    expect(err).toMatch(/koubo\.yaml:3:3：.*absolute\/superlativ[\s\S]*absolute\/superlative/);
  });
});

describe('koubo init', () => {
  it('writes a config that check accepts, without asking', async () => {
    const cwd = folderWith({ 'a.txt': '大家好。\n' });
    const refused = await koubo(['init', '--yes'], {}, { cwd });
    expect(refused.err).toMatch(/koubo\.yaml 已经有了[\s\S]*--force/);
    const done = await koubo(
      ['init', '--yes', '--force', '--trade', 'food', '--own-brand', '小满', '--ci', '--hook'],
      {},
      { cwd },
    );
    expect(done.code).toBe(0);
    expect(readFileSync(join(cwd, 'koubo.yaml'), 'utf8')).toContain('trade: food');
    for (const path of ['.kouboignore', '.github/workflows/koubo.yml', '.pre-commit-config.yaml'])
      expect(existsSync(join(cwd, path))).toBe(true);
    expect((await koubo(['check', 'a.txt'], {}, { cwd })).code).toBe(0);
  });

  it('asks, and asks again after a slip', async () => {
    const cwd = folderWith();
    const stdin = 'fod\nfood\n\n小满，大暑\nn\nn\n';
    const { out } = await koubo(['init', '--force'], {}, { cwd, stdin });
    expect(out).toContain('没有 fod，可选：food');
    expect(readFileSync(join(cwd, 'koubo.yaml'), 'utf8')).toMatch(/own-brands:\n {2}- 小满\n {2}- 大暑/);
    expect(existsSync(join(cwd, '.pre-commit-config.yaml'))).toBe(false);
  });
});

describe('koubo completion', () => {
  it('is a script that the shell accepts', async () => {
    const cwd = folderWith();
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await koubo(['completion', shell], {}, { cwd });
      expect(code).toBe(0);
      expect(out).toContain('min-severity');
      if (shell === 'bash') {
        const probe = `${out}\nCOMP_WORDS=(koubo rules sh); COMP_CWORD=2; _koubo; echo "\${COMPREPLY[*]}"; COMP_WORDS=(koubo check --fail-on e); COMP_CWORD=3; _koubo; echo "\${COMPREPLY[*]}"; COMP_WORDS=(koubo rules list --format ''); COMP_CWORD=4; _koubo; echo "\${COMPREPLY[*]}"; COMP_WORDS=(koubo check --pack absol); COMP_CWORD=3; _koubo; echo "\${COMPREPLY[*]}"; COMP_WORDS=(koubo rules show absolute/superlative-m); COMP_CWORD=3; _koubo; echo "\${COMPREPLY[*]}"; COMP_WORDS=(koubo baseline u); COMP_CWORD=2; _koubo; echo "\${COMPREPLY[*]}"`;
        expect(execFileSync('bash', ['-c', probe], { encoding: 'utf8' })).toBe(
          'show\nerror\ntext json\nabsolute\nabsolute/superlative-market\nupdate\n',
        );
      }
    }
    expect((await koubo(['completion', 'zhs'])).err).toContain('是不是 zsh？');
  });
});
