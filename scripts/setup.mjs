// Installs the dependencies where they are missing or out of step with the lock file, and tries to build the optional
// native segmenter. Plain Node with nothing installed, since this is what installs.
//
// Install scripts are not run: only nodejieba has one that matters, it needs a compiler, and nothing else should fail
// or wait because of it. It is built in a step of its own (`requireSegmenters`), whose outcome is said in plain words.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs npm as the caller's own npm where there is one. Returns { status, output }. */
export function npm(args, { quiet = false, env = {}, cwd = root } = {}) {
  const cli = process.env.npm_execpath;
  const viaNode = cli?.endsWith('.js');
  const windows = process.platform === 'win32';
  const result = spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [cli, ...args] : args, {
    cwd,
    // The caller's stdout is kept for what the caller has to say.
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    encoding: 'utf8',
    shell: !viaNode && windows,
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      ...env,
    },
  });
  if (result.error) throw result.error;
  return { status: result.status ?? 1, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

/** True when every package of the lock file is installed in that very version; optional ones may be missing. */
export function upToDate() {
  const installed = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const want = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(want).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    if (!(path in have)) return Boolean(optional || devOptional);
    return have[path].version === version && existsSync(`${root}${path}/package.json`);
  });
}

/** Installs what the lock file says. Quiet unless it fails. */
export function install() {
  if (upToDate()) return;
  process.stderr.write('koubo: installing dependencies…\n');
  const { status, output } = npm(['ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error'], { quiet: true });
  if (status !== 0) {
    process.stderr.write(`${output}\nkoubo: npm ci failed; the packages above could not be installed.\n`);
    process.exit(status);
  }
}

/** Builds nodejieba if it does not load yet. Returns whether it loads. */
export function buildNodejieba() {
  if (loads('nodejieba')) return true;
  if (!existsSync(`${root}node_modules/nodejieba`)) return false;
  process.stderr.write('koubo: building the optional segmenter nodejieba…\n');
  // Its install script goes through npx, which asks before it runs anything unless told that the answer is yes.
  const { output } = npm(['rebuild', 'nodejieba', '--loglevel=error'], {
    quiet: true,
    env: { npm_config_yes: 'true' },
  });
  if (loads('nodejieba')) return true;
  process.stderr.write(`${output.trim().split('\n').slice(-12).join('\n')}\n`);
  return false;
}

// In a process of its own: a native module that fails halfway must not take this one along.
function loads(name) {
  const script = `require(${JSON.stringify(name)}).cut('试一下')`;
  return spawnSync(process.execPath, ['-e', script], { cwd: root, stdio: 'ignore' }).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  const native = buildNodejieba();
  process.stderr.write(native ? 'koubo: ready.\n' : 'koubo: ready; nodejieba is not available here.\n');
}
