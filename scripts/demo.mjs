// `npm run demo`: from a fresh clone to a checked script. Options go on to the check: `npm run demo -- --lang en`.
// What is printed on stdout is the check's own output.
import { spawnSync } from 'node:child_process';
import { install, root } from './setup.mjs';

install();
const steps = [
  ['--import', 'tsx', 'scripts/build.ts'],
  ['dist/cli.js', 'check', 'fixtures/scripts/face-cream-host.md', '--fail-on', 'never', ...process.argv.slice(2)],
];
for (const args of steps) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
