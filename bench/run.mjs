// `node bench/run.mjs [startup|throughput|textlint|files]… [--write]`: measures the built koubo and prints a table; --write puts it
// into README.md, which says how everything is measured.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { scriptFiles, touched } from './files.mjs';
import { full, inTurn, median, oneProcessor } from './measure.mjs';
import { script, transcript } from './transcript.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const here = `${root}bench/`;
const cli = `${root}dist/cli.js`;
if (!existsSync(cli)) throw new Error('dist/cli.js is missing: npm run build');
mkdirSync(`${here}out`, { recursive: true });

const write = process.argv.includes('--write');
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const wants = (name) => chosen.length === 0 || chosen.includes(name);
const rows = [];
const say = (what, value, target = '') => {
  rows.push(`| ${what} | ${value} | ${target} |`);
  console.log(`${what}: ${value}${target ? `   (target ${target})` : ''}`);
};
const ratio = (a, b) => `${(a / b).toFixed(2)} ×`;

const small = await script();
const check = [cli, 'check', '--fail-on', 'never', '--no-color'];

if (wants('startup')) {
  const jieba = `import{Jieba}from'@node-rs/jieba';import{dict}from'@node-rs/jieba/dict.js';Jieba.withDict(dict).cut('你好')`;
  const times = inTurn(
    {
      node: ['-e', '0'],
      jieba: ['--input-type=module', '-e', jieba],
      version: [cli, '--version'],
      koubo: [...check, small],
      clean: [...check, `${root}fixtures/scripts/compliant.txt`],
    },
    25,
    { cwd: root },
  );
  const { node, jieba: words, version, koubo, clean } = times;
  say('`node -e 0`', `${node.median.toFixed(0)} ms`);
  say('node and the segmenter’s dictionary', `${words.median.toFixed(0)} ms, ${ratio(words.median, node.median)} node`);
  say('`koubo --version`', `${version.median.toFixed(0)} ms, ${ratio(version.median, node.median)} node`);
  say(
    '`koubo check` on 1,500 characters',
    `${koubo.median.toFixed(0)} ms, ${ratio(koubo.median, node.median)} node (fastest runs ${ratio(koubo.min, node.min)}, processor time ${ratio(koubo.cpu, node.cpu)})`,
    '≤ 4.5 ×',
  );
  say(
    '`koubo check` on a script without findings',
    `${clean.median.toFixed(0)} ms, ${ratio(clean.median, node.median)} node`,
  );
}

if (wants('textlint')) {
  const textlint = `${here}node_modules/textlint/bin/textlint.js`;
  if (!existsSync(textlint)) execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: 'inherit' });
  // 500 plain words of this project's own lists, each with a replacement, as a prh user would write them.
  const words = new Set();
  for (const file of readdirSync(`${root}rules/lists`).sort()) {
    for (const list of Object.values(parse(readFileSync(`${root}rules/lists/${file}`, 'utf8')).lists ?? {})) {
      for (const item of list) if (/^\p{Script=Han}{2,}$/u.test(item)) words.add(item);
    }
  }
  const terms = [...words].slice(0, 500);
  const rules = terms.map((word) => ({ expected: `〔${[...word].join('·')}〕`, patterns: [word] }));
  writeFileSync(`${here}out/prh.yml`, JSON.stringify({ version: 1, rules }));
  writeFileSync(`${here}out/.textlintrc.json`, JSON.stringify({ rules: { prh: { rulePaths: ['./prh.yml'] } } }));
  const options = { cwd: here };
  const lint = [textlint, '--config', `${here}out/.textlintrc.json`, small];
  const { koubo, prh, node } = inTurn({ node: ['-e', '0'], koubo: [...check, small], prh: lint }, 15, options);
  say(
    `textlint + prh, ${terms.length} terms, the same file`,
    `${prh.median.toFixed(0)} ms, ${ratio(prh.median, node.median)} node`,
  );
  say('koubo / textlint + prh', ratio(koubo.median, prh.median), '≤ 0.5 ×');
}

if (wants('throughput')) {
  const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
  await throughput(rounds, 'never heard before', { repeats: false });
  await throughput(rounds, 'that repeat', { repeats: true });
}

/** Transcripts of 5 and of 20 million characters, whose lines are `what`. */
async function throughput(rounds, what, kind) {
  const runs = { 5: [], 20: [] };
  const bound = [];
  const made = { 5: await transcript(5e6, kind), 20: await transcript(20e6, kind) };
  let findings = 0;
  for (let round = 0; round < rounds; round++) {
    for (const size of [5, 20]) {
      const output = openSync(`${here}out/findings.ndjson`, 'w');
      runs[size].push(full([...check, '--format', 'ndjson', made[size].path], output));
      closeSync(output);
      if (size === 20 && oneProcessor) {
        const again = openSync(`${here}out/findings-bound.ndjson`, 'w');
        bound.push(full([...check, '--format', 'ndjson', made[size].path], again, { before: oneProcessor }));
        closeSync(again);
      }
      if (size === 20) findings = readFileSync(`${here}out/findings.ndjson`, 'latin1').split('\n').length - 1;
    }
  }
  const of = (size, key) => median(runs[size].map((run) => run[key]));
  const rate = (ms, size = 20) => `${(made[size].characters / 1e3 / ms).toFixed(2)} M characters/s`;
  say(
    `20 M characters of lines ${what}, whole process, wall clock`,
    `${(of(20, 'wall') / 1000).toFixed(2)} s, ${rate(of(20, 'wall'))} (5 M: ${rate(of(5, 'wall'), 5)})`,
  );
  if (bound.length > 0) {
    const time = median(bound.map((run) => run.wall));
    say('the same, all its threads on one processor', `${(time / 1000).toFixed(2)} s, ${rate(time)}`, '≥ 3 M/s');
  }
  say('the same, processor time of all threads', `${(of(20, 'cpu') / 1000).toFixed(2)} s, ${rate(of(20, 'cpu'))}`);
  say(
    'findings in it',
    `${findings.toLocaleString('en')} lines of output for ${made[20].lines.toLocaleString('en')} lines`,
  );
  say(
    'peak memory, 5 M → 20 M characters',
    `${of(5, 'rss').toFixed(0)} → ${of(20, 'rss').toFixed(0)} MB`,
    'does not grow',
  );
}

if (wants('files')) {
  const made = scriptFiles(Number(process.env.BENCH_FILES ?? 10_000));
  const cache = `${here}out/files.cache`;
  rmSync(cache, { force: true });
  const reports = [];
  const run = (...more) => {
    const report = `${here}out/files.ndjson`;
    const output = openSync(report, 'w');
    const taken = full([...check, '.', '--format', 'ndjson', ...more], output, { cwd: made.folder });
    closeSync(output);
    reports.push(createHash('sha256').update(readFileSync(report)).digest('hex'));
    return taken;
  };
  const one = run('--threads', '1');
  const two = run('--threads', '2');
  const filling = run('--threads', '1', '--cache-location', cache);
  const cached = run('--threads', '1', '--cache-location', cache);
  const same = new Set(reports).size === 1;
  const changed = touched(made, 10, () => run('--changed'));
  const again = touched(made, 10, () => run('--threads', '1', '--cache-location', cache));
  const told = ({ wall, cpu, rss }) =>
    `${(wall / 1000).toFixed(1)} s, processor time ${(cpu / 1000).toFixed(1)} s, ${rss.toFixed(0)} MB`;
  const against = (taken) =>
    `${told(taken)}; ${ratio(taken.cpu, one.cpu)} of the processor time, ${ratio(taken.wall, one.wall)} of the time`;
  say(`${made.count.toLocaleString('en')} files of 1,500 characters`, told(one));
  say('with `--threads 2`', against(two));
  say('filling the cache', against(filling));
  say('from the cache', against(cached), '≤ 0.15 ×');
  say('from the cache, ten files touched', against(again));
  say('`--changed`, ten files touched', against(changed));
  say('the first four reports', same ? 'the same, byte for byte' : 'DIFFER', 'the same');
}

const day = new Date().toISOString().slice(0, 10);
const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, ${day}`;
const table = ['| what | measured | target |', '| --- | --- | --- |', ...rows].join('\n');
const results = `${machine}:\n\n${table}\n`;
writeFileSync(`${here}out/results.md`, results);
console.log(`\n${machine}\nwritten to bench/out/results.md`);
if (write) {
  const readme = readFileSync(`${here}README.md`, 'utf8');
  const marks = /(<!-- results -->\n)[\s\S]*?(<!-- \/results -->)/;
  writeFileSync(
    `${here}README.md`,
    readme.replace(marks, (_, open, close) => `${open}\n${results}\n${close}`),
  );
}
