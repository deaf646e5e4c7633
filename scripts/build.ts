/**
 * Builds dist/: the command and the library as two small bundles, the compiled rules, and the type declarations.
 *
 * Why a bundle: a script of 1,500 characters is checked in about the time Node takes to start, so every file that has
 * to be found, read and parsed at start-up shows. Dependencies written in JavaScript are bundled; the two segmenters
 * are native and stay outside. What only some commands need is imported dynamically and becomes a chunk of its own.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile } from 'esbuild';
import { commonWords } from '../src/text/segmenters/dictionary.js';
import { writeWords } from '../src/text/segmenters/words.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** Runs a Node program to its end; a failure ends the build with the same status. */
function run(label: string, args: string[]): void {
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) {
    console.error(`build: ${label} failed`);
    process.exit(status ?? 1);
  }
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Writes a bundle file by file, each whole at once: a command started during a build never reads half a file. */
function publish(files: Pick<OutputFile, 'path' | 'contents'>[]): void {
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, contents);
    renameSync(`${path}.tmp`, path);
  }
}

// Built apart, so that the command's start-up does not read chunks that exist only because the library shares them.
const current = new Set<string>();
const bundled = new Set<string>();
for (const [entry, room] of [
  ['src/cli.ts', 'dist/cli'],
  ['src/worker.ts', 'dist/worker'],
  ['src/index.ts', 'dist/lib'],
] as const) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    outdir: 'dist',
    chunkNames: `${room.slice(5)}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Not identifiers: a stack trace in a bug report should name the function.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    define: { __KOUBO_VERSION__: JSON.stringify(version) },
    // Its build for Node is CommonJS, whose names a dynamic import of a bundled chunk would not find.
    alias: { yaml: resolve('node_modules/yaml/browser/dist/index.js') },
    external: ['@node-rs/jieba', '@node-rs/jieba/*', 'nodejieba'],
    // Bundled CommonJS packages still call require() for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
    write: false,
    metafile: true,
  });
  publish(outputFiles);
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found?.[1]) bundled.add(found[1]);
  }
  for (const { path } of outputFiles) current.add(path);
  if (!existsSync(room)) continue;
  for (const name of readdirSync(room)) if (!current.has(resolve(room, name))) rmSync(join(room, name));
}
chmodSync('dist/cli.js', 0o755);

// What is bundled is passed on, so its licences are too.
const notices = [...bundled].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(`node_modules/${name}`).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(`node_modules/${name}/${file}`, 'utf8').trim() : ''}\n`;
});
writeFileSync('dist/third-party-licences.txt', notices.join(`\n${'-'.repeat(72)}\n\n`));

const full = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
const words = commonWords(readFileSync(full, 'utf8'));
publish([
  { path: 'dist/words.txt', contents: Buffer.from(words) },
  { path: 'dist/words.bin', contents: writeWords(words) },
]);

run('compiling the rules', ['--import', 'tsx', 'scripts/build-rules.ts']);

// What was worked out by another build of the same version must not be taken for this one's.
const id = createHash('sha256').update(version);
const data = readdirSync('dist').filter((name) => /\.(?:json|bin|txt)$/.test(name));
for (const file of [...current, ...data.map((name) => resolve('dist', name))].sort()) id.update(readFileSync(file));
publish([{ path: 'dist/build-id', contents: Buffer.from(id.digest('base64url')) }]);

// `--no-types` for a quicker round while working on the command.
if (!process.argv.includes('--no-types')) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  run('writing the type declarations', [tsc, '-p', 'tsconfig.types.json']);
}
