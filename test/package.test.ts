import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const shell = { shell: process.platform === 'win32' };
const run = promisify(execFile);

let home: string;
let packed: { filename: string; files: { path: string }[] };

// Packed and installed once: the way a stranger gets it, with none of this repository's own node_modules in reach.
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'koubo-pack-'));
  const pack = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: root, ...shell });
  packed = JSON.parse(pack.stdout)[0];
  const app = join(home, 'app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{"name":"app","private":true,"type":"module"}');
  const args = ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', [...args, join(home, packed.filename)], { cwd: app, ...shell });
}, 180_000);

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

/** Runs `npx koubo …` in the folder that the package was installed into. */
async function koubo(...args: string[]): Promise<{ code: number; stdout: string }> {
  try {
    const { stdout } = await run('npx', ['--no-install', 'koubo', ...args], { cwd: join(home, 'app'), ...shell });
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

describe('the packed package, installed into an empty folder', () => {
  it('carries what runs, the rules and the licence, and no tests or sources', () => {
    const paths = packed.files.map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'README.md', 'LICENSE']),
    );
    expect(paths.filter((path) => /^(src|test|scripts|bench|fixtures|node_modules)\//.test(path))).toEqual([]);
  });

  it('runs as npx koubo', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect((await koubo('--version')).stdout.trim()).toBe(version);
  }, 60_000);

  it('checks a script', async () => {
    await writeFile(join(home, 'app', 'bad.txt'), '家人们，这款面霜就是全网最好用的，没有之一。\n');
    await writeFile(join(home, 'app', 'good.txt'), '大家晚上好，欢迎来到直播间。\n');
    const bad = await koubo('check', 'bad.txt', '--format', 'json');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toBeTypeOf('object');
    expect((await koubo('check', 'good.txt')).code).toBe(0);
  }, 60_000);

  it('is a library too', async () => {
    const program = `import { createLinter } from 'koubo'; console.log(typeof createLinter);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: join(home, 'app') });
    expect(stdout.trim()).toBe('function');
  });
});
