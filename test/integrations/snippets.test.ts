import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseJunit } from 'junit2json';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXTENSIONS } from '../../src/input/formats.js';
import { koubo } from '../cli/run.js';
import { bash, git, read, repositoryWith, snippet } from './support.js';

const SLOW = { timeout: 120_000 };
const BAD = '这款面霜是国家级品质。\n';

it('GitLab: the job writes the reports that it hands in', SLOW, async () => {
  const { koubo: job } = parse(snippet('# .gitlab-ci.yml'));
  const cwd = repositoryWith({ 'a.txt': BAD });
  const base = git(cwd, 'commit-tree', '-m', 'base', git(cwd, 'hash-object', '-t', 'tree', '-w', '/dev/null').trim());
  git(cwd, 'replace', '--graft', 'HEAD', base.trim());
  const { code, out } = await bash(job.script.join('\n'), cwd, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base.trim() });
  expect({ code, found: out.includes('absolute/grade') }).toEqual({ code: 1, found: true });
  const { codequality, junit } = job.artifacts.reports;
  expect(JSON.parse(readFileSync(join(cwd, codequality), 'utf8'))).toMatchObject([{ location: { path: 'a.txt' } }]);
  expect(await parseJunit(readFileSync(join(cwd, junit), 'utf8'))).toMatchObject({ failures: 1 });
});

it('Gitee Go: the commands report and fail', SLOW, async () => {
  const [stage] = parse(snippet('# .workflow/koubo.yml')).stages;
  const cwd = repositoryWith({ 'a.txt': BAD });
  const { code, out } = await bash(stage.steps[0].commands.join('\n'), cwd);
  expect({ code, found: out.includes('absolute/grade') }).toEqual({ code: 1, found: true });
});

it('Jenkins: the step writes the reports that are recorded', SLOW, async () => {
  const file = snippet('// Jenkinsfile');
  const cwd = repositoryWith({ 'a.txt': BAD });
  const { code } = await bash(/sh '([^']+)'/.exec(file)![1]!, cwd);
  expect(code).toBe(1);
  const recorded = [/pattern: '([^']+)'/, /junit '([^']+)'/].map((shape) => shape.exec(file)![1]!);
  for (const name of recorded) expect(readFileSync(join(cwd, name), 'utf8')).toContain('absolute/grade');
});

it('lint-staged takes what koubo reads, and the command is one', SLOW, async () => {
  const [[glob, command]] = Object.entries<string>(JSON.parse(snippet('"lint-staged"'))['lint-staged']) as [
    [string, string],
  ];
  for (const ending of /\{(.*)\}/.exec(glob)![1]!.split(',')) expect(EXTENSIONS).toContain(`.${ending}`);
  const cwd = repositoryWith({ 'a.txt': BAD, 'drafts/b.txt': BAD, '.kouboignore': 'drafts/\n' });
  const { code, out } = await bash(`${command} a.txt drafts/b.txt`, cwd);
  expect(code).toBe(1);
  expect(out).not.toContain('drafts');
});

it('pre-commit: the hooks take what koubo reads, but JSON, and init writes the same', SLOW, async () => {
  const hooks: { id: string; entry: string; files: string }[] = parse(read('.pre-commit-hooks.yaml'));
  expect(hooks.map(({ id }) => id)).toEqual(['koubo', 'koubo-changed']);
  const { bin } = JSON.parse(read('package.json'));
  const wanted = EXTENSIONS.filter((ending) => !/json/.test(ending));
  for (const { entry, files } of hooks) {
    expect(bin).toHaveProperty([entry.split(' ')[0]!]);
    const shape = new RegExp(files);
    expect(EXTENSIONS.filter((ending) => shape.test(`a${ending}`))).toEqual(wanted);
    expect(shape.test('a.py')).toBe(false);
  }
  const { folder } = await koubo(['init', '--yes', '--force', '--hook']);
  const [entry] = parse(readFileSync(join(folder, '.pre-commit-config.yaml'), 'utf8')).repos[0].hooks;
  expect(entry.files).toBe(hooks[0]!.files);
  const { repos } = parse(snippet('# .pre-commit-config.yaml'));
  expect(repos[0].hooks.map(({ id }: { id: string }) => id)).toEqual(hooks.map(({ id }) => id));
});

it('what docs/integrations.md names is there', () => {
  for (const [, path] of read('docs/integrations.md').matchAll(/`((?:schema|integrations)\/[\w./-]+)`/g))
    expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
});
