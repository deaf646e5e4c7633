/** `npm run readme`: puts the demo's real output into both READMEs. test/readme.test.ts holds them to it. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Findings shown of the demo's output: enough to see what a finding looks like. */
const SHOWN = 3;

/** What `npm run demo` prints, without colour, at 80 columns. `lang` as in --lang. */
export function demoOutput(lang: 'zh' | 'en'): string {
  const args = [
    'dist/cli.js',
    'check',
    'fixtures/scripts/face-cream-host.md',
    '--fail-on',
    'never',
    '--no-color',
    '--lang',
    lang,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo ended with ${status}: ${stderr}`);
  return stdout;
}

/** The first findings and the summary, with `…` for what lies between. Blocks are parted by blank lines. */
export function excerpt(output: string): string {
  const blocks = output.trim().split(/\n{2,}/);
  const summary = blocks.at(-1) ?? '';
  return [...blocks.slice(0, SHOWN), '…', summary].join('\n\n');
}

/** `readme` with what stands between its demo marks replaced. */
export function withDemo(readme: string, lang: 'zh' | 'en', shown: string): string {
  const command = lang === 'zh' ? 'npm run demo' : `npm run demo -- --lang ${lang}`;
  return readme.replace(
    /(<!-- demo -->\n)[\s\S]*?(<!-- \/demo -->)/,
    (_, open, close) => `${open}\n\`\`\`console\n$ ${command}\n${shown}\n\`\`\`\n\n${close}`,
  );
}

export const READMES = [
  { file: 'README.md', lang: 'en' },
  { file: 'README.zh-CN.md', lang: 'zh' },
] as const;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, lang } of READMES) {
    const path = `${root}${file}`;
    writeFileSync(path, withDemo(readFileSync(path, 'utf8'), lang, excerpt(demoOutput(lang))));
  }
}
