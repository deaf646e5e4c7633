import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { docx, paragraph } from '../input/office/zip-maker.js';
import { folderWith } from './run.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Prints the address of every module as Node loads it. */
const HOOKS =
  "import { writeSync } from 'node:fs'; export const load = (url, context, next) => { writeSync(2, url + String.fromCharCode(10)); return next(url, context); };";
const WATCH = `data:text/javascript,${encodeURIComponent(
  `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOKS)}`)});`,
)}`;

const READERS = [
  'ass',
  'csv',
  'docx',
  'html',
  'json',
  'lrc',
  'markdown',
  'minutes',
  'pdf',
  'srt',
  'text',
  'vtt',
  'xlsx',
];
const OTHERS = ['baseline', 'completion', 'config', 'eval', 'explain', 'fix', 'init', 'live', 'yaml', 'ansi'];

/** The bundle's own chunks that a run loads, by the names of their source files. */
function loaded(name: string, content: string | Buffer): string[] {
  const { stderr, status } = spawnSync(process.execPath, ['--import', WATCH, CLI, 'check', name, '--no-config'], {
    cwd: folderWith({ [name]: content }),
  });
  expect(status).toBe(0);
  return [...stderr.toString().matchAll(/\/dist\/cli\/([\w-]+?)-[\w-]{8}\.js$/gm)].map(([, chunk]) => chunk!);
}

it.each<[string, string | Buffer, string]>([
  ['a.txt', '大家晚上好。\n', 'text'],
  ['a.md', '大家晚上好。\n', 'markdown'],
  ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\n大家晚上好。\n', 'srt'],
  ['a.docx', docx(paragraph('大家晚上好。')), 'docx'],
])('a check of %s loads no reader but its own, and no other command', (name, content, reader) => {
  const chunks = loaded(name, content);
  expect(chunks).toContain('check');
  expect([...new Set(chunks.filter((chunk) => READERS.includes(chunk)))]).toEqual([reader]);
  expect(chunks.filter((chunk) => OTHERS.includes(chunk))).toEqual([]);
});
