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
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'rolldown';
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
function publish(files: { path: string; contents: Uint8Array }[]): void {
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, contents);
    renameSync(`${path}.tmp`, path);
  }
}

/**
 * What is always read together is one file, since each file that is found, read and linked costs a check of one page two
 * thousandths of its time: what any command needs, and what a check of a text for people needs beyond that. Everything else
 * stays with the command, the reader or the report that imports it dynamically.
 */
const TOGETHER: [name: string, roots: string[]][] = [
  ['start', ['src/cli.ts']],
  ['check', ['src/commands/check.ts', 'src/report/pretty.ts', 'src/input/text.ts', 'src/input/markdown.ts']],
];

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };

/** Rolldown's groups of modules for TOGETHER, the first named first. */
function together() {
  return TOGETHER.map(([name, roots], at) => {
    let reached: Set<string> | undefined;
    return {
      name(id: string, graph: Graph): string | null {
        reached ??= reachedFrom(roots, graph);
        return reached.has(id) ? name : null;
      },
      debugName: name,
      priority: TOGETHER.length - at,
    };
  });
}

/** What is loaded with some modules, without the entry: it awaits the command, which may not import a file that awaits. */
function reachedFrom(roots: readonly string[], graph: Graph): Set<string> {
  const seen = new Set(roots.map((path) => resolve(path)));
  for (const id of seen) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) seen.add(next);
  seen.delete(resolve('src/cli.ts'));
  return seen;
}

/**
 * Commander starts programs for commands that are files of their own. koubo has none, and to have what it would start them with
 * Node loads its network, which takes as long as commander itself.
 */
const NO_PROGRAMS: Plugin = {
  name: 'no-programs',
  resolveId: (source, importer) =>
    source === 'node:child_process' && importer?.includes('/commander/') ? 'no-programs' : null,
  load: (id) => (id === 'no-programs' ? 'export default {};' : null),
};

// Built apart, so that the command's start-up does not read chunks that exist only because the library shares them.
// rolldown and not esbuild: esbuild cuts the command by who reaches what into fifty files for one check, and cannot be told otherwise.
const current = new Set<string>();
const bundled = new Set<string>();
for (const [entry, room] of [
  ['src/cli.ts', 'dist/cli'],
  ['src/worker.ts', 'dist/worker'],
  ['src/index.ts', 'dist/lib'],
] as const) {
  const { output } = await build({
    input: { [basename(entry, '.ts')]: entry },
    write: false,
    platform: 'node',
    plugins: [NO_PROGRAMS],
    external: [/^@node-rs\/jieba/, 'nodejieba'],
    // Its build for Node is CommonJS, whose names a dynamic import of a bundled chunk would not find.
    resolve: { alias: { yaml: resolve('node_modules/yaml/browser/dist/index.js') } },
    transform: { target: 'node20', define: { __KOUBO_VERSION__: JSON.stringify(version) } },
    // A group that a dynamic import finds loaded already is what is wanted here.
    checks: { ineffectiveDynamicImport: false },
    output: {
      format: 'esm',
      chunkFileNames: `${room.slice(5)}/[name]-[hash].js`,
      comments: false,
      // Not identifiers: a stack trace in a bug report should name the function.
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      ...(entry === 'src/cli.ts' ? { codeSplitting: { groups: together() } } : {}),
    },
  });
  const files = output.map((file) => ({
    path: resolve('dist', file.fileName),
    contents: Buffer.from(file.type === 'chunk' ? file.code : file.source),
  }));
  publish(files);
  for (const id of output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))) {
    const found = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id);
    if (found?.[1]) bundled.add(found[1]);
  }
  for (const { path } of files) current.add(path);
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
