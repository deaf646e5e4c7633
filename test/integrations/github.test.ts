import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser/index';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { koubo } from '../cli/run.js';
import { bash, commit, git, type Ran, read, repositoryWith, snippet } from './support.js';

/** Programs are started, on a machine that may be busy. */
const SLOW = { timeout: 120_000 };
const BAD = '这款面霜是国家级品质。\n';
const action = parse(read('action.yml'));
const step = action.runs.steps.find(({ run }: { run?: string }) => run);

/** The step as GitHub runs it: defaults, then what a workflow says, as the `env` of action.yml names them. */
async function act(cwd: string, inputs: Record<string, string>, more: Record<string, string> = {}): Promise<Ran> {
  const value = (name: string) => inputs[name] ?? String(action.inputs[name].default);
  const env = Object.entries(step.env as Record<string, string>).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
    return [name, value(input!)];
  });
  for (const name of Object.keys(inputs)) expect(action.inputs).toHaveProperty([name]);
  const places = { GITHUB_OUTPUT: join(cwd, '.git/output'), GITHUB_STEP_SUMMARY: join(cwd, '.git/summary') };
  const home = new URL('../..', import.meta.url).pathname;
  return bash(step.run, cwd, { ...Object.fromEntries(env), ...places, GITHUB_ACTION_PATH: home, ...more });
}

describe('action.yml', () => {
  it('is an action by GitHub’s own parser, and hands every input to the step', () => {
    const { context } = parseAction({ name: 'action.yml', content: read('action.yml') }, new NoOperationTraceWriter());
    expect(context.errors.getErrors()).toEqual([]);
    const used = JSON.stringify(action.runs);
    for (const [name, { description }] of Object.entries<{ description: string }>(action.inputs)) {
      expect(used, name).toContain(`inputs.${name}`);
      expect(description).not.toBe('');
    }
    // An expression inside the script would run what stands in an input.
    expect(step.run).not.toContain('${{');
  });

  it('is described in docs/integrations.md', () => {
    const page = read('docs/integrations.md');
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(page).toContain(`\`${name}\``);
  });

  const arguments_ = async (inputs: Record<string, string>) => {
    const cwd = repositoryWith({});
    // One that only says what it was given.
    writeFileSync(join(cwd, 'node_modules/.bin/koubo'), '#!/usr/bin/env bash\nprintf "%s\\n" "$@"\n');
    const { out } = await act(cwd, { summary: 'false', ...inputs });
    return out.trimEnd().split('\n');
  };

  it.each<[Record<string, string>, string[]]>([
    [{}, ['--format', 'github', '--', '.']],
    [{ annotations: 'false' }, ['--', '.']],
    [{ paths: '\n 话 术/ \n*.md\n-x.txt\n' }, ['--format', 'github', '--', '话 术/', '*.md', '-x.txt']],
    [{ config: 'a b.yaml' }, ['--config', 'a b.yaml', '--format', 'github', '--', '.']],
    [{ 'fail-on': 'error' }, ['--fail-on', 'error', '--format', 'github', '--', '.']],
    [{ baseline: 'b.jsonl' }, ['--baseline', 'b.jsonl', '--format', 'github', '--', '.']],
    [{ changed: 'true' }, ['--changed', '--format', 'github', '--', '.']],
    [{ changed: 'v1' }, ['--changed=v1', '--format', 'github', '--', '.']],
    [{ format: 'json=r.json' }, ['--format', 'json=r.json', '--format', 'github', '--', '.']],
    [{ format: 'compact\njson=r.json' }, ['--format', 'compact', '--format', 'json=r.json', '--', '.']],
    [{ 'sarif-file': 'out/k.sarif' }, ['--format', 'github', '--format', 'sarif=out/k.sarif', '--', '.']],
    [{ args: '--trade\nfood' }, ['--format', 'github', '--trade', 'food', '--', '.']],
    [{ paths: '$(touch owned) `touch owned`' }, ['--format', 'github', '--', '$(touch owned) `touch owned`']],
  ])('%j', async (inputs, expected) => {
    expect(await arguments_(inputs)).toEqual(['check', ...expected]);
  });

  it('annotates, writes the summary and SARIF, and passes the exit code on', SLOW, async () => {
    const cwd = repositoryWith({ '话 术/a.txt': BAD, 'b.txt': '大家好。\n' });
    const { code, out } = await act(cwd, { paths: '话 术/\n b.txt \n', 'sarif-file': 'out/koubo.sarif' });
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=话 术\/a\.txt,line=1,/);
    expect(readFileSync(join(cwd, '.git/summary'), 'utf8')).toContain('#### 话 术/a.txt');
    expect(JSON.parse(readFileSync(join(cwd, 'out/koubo.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
    expect(readFileSync(join(cwd, '.git/output'), 'utf8')).toBe('exit-code=1\nsarif-file=out/koubo.sarif\n');
  });

  it('reports only what a pull request changed', SLOW, async () => {
    const cwd = repositoryWith({ 'a.txt': BAD });
    git(cwd, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    git(cwd, 'switch', '--quiet', '--create', 'work');
    writeFileSync(join(cwd, 'a.txt'), `${BAD}大家好。\n这是全网最低价。\n`);
    commit(cwd);
    const { code, out } = await act(cwd, { changed: 'true' }, { GITHUB_BASE_REF: 'main' });
    expect(code).toBe(1);
    expect(out.match(/,line=\d+/g)).toEqual([',line=3']);
  });
});

describe('workflows', () => {
  const errorsOf = (content: string) => {
    const { context } = parseWorkflow({ name: 'koubo.yml', content }, new NoOperationTraceWriter());
    return context.errors.getErrors();
  };

  it('are workflows by GitHub’s own parser: the one in the docs and the one that init writes', async () => {
    expect(errorsOf(snippet('# .github/workflows/koubo.yml'))).toEqual([]);
    const { folder } = await koubo(['init', '--yes', '--force', '--ci']);
    expect(errorsOf(readFileSync(join(folder, '.github/workflows/koubo.yml'), 'utf8'))).toEqual([]);
    expect(errorsOf('on: push\njobs: {a: {runs-on: x, stepz: []}}')).not.toEqual([]);
  });

  it('use only inputs that the action has', () => {
    const { steps } = parse(snippet('# .github/workflows/koubo.yml')).jobs.koubo;
    const own = steps.find(({ uses = '' }) => /\/koubo@/.test(uses));
    for (const name of Object.keys(own.with)) expect(action.inputs).toHaveProperty([name]);
  });
});

describe('the problem matcher', () => {
  interface Pattern {
    regexp: string;
    file: number;
    line: number;
    column: number;
    severity?: number;
    code: number;
    message: number;
  }
  const { problemMatcher } = JSON.parse(read('integrations/problem-matcher.json')) as {
    problemMatcher: { owner: string; severity?: string; pattern: [Pattern] }[];
  };

  function matched(line: string): Record<string, string | undefined> | undefined {
    for (const { severity, pattern } of problemMatcher) {
      const [shape] = pattern;
      const found = new RegExp(shape.regexp).exec(line);
      const group = (name: keyof Pattern) => found?.[shape[name] as number];
      if (found) {
        const level = shape.severity ? group('severity') : severity;
        return { file: group('file'), line: group('line'), column: group('column'), level, code: group('code') };
      }
    }
    return undefined;
  }

  it('reads every line of real compact output, with severities that the runner knows', async () => {
    const config = 'root: true\nrules: {absolute/grade: info, absolute/no-second: warning}\n';
    const { out } = await koubo(['check', '.', '-f', 'compact'], {
      'koubo.yaml': config,
      '话术:1/a b.txt': `大家好。\n${BAD}这款真的没有之一。\n这是全网最低价。\n`,
    });
    const file = '话术:1/a b.txt';
    expect(out.trimEnd().split('\n').map(matched)).toEqual([
      { file, line: '2', column: '6', level: 'notice', code: 'absolute/grade' },
      { file, line: '3', column: '5', level: 'warning', code: 'absolute/no-second' },
      { file, line: '4', column: '3', level: 'error', code: expect.stringContaining('/') },
    ]);
  });

  it('has an owner each, and is where the docs say', () => {
    expect(new Set(problemMatcher.map(({ owner }) => owner)).size).toBe(problemMatcher.length);
    expect(snippet('# problem matcher')).toContain('node_modules/koubo/integrations/problem-matcher.json');
    expect(JSON.parse(read('package.json')).files).toContain('integrations');
  });
});
