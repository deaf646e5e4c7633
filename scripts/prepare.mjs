// Builds for whoever installs koubo from git (npm, pre-commit). A dist/ that is there is left alone.
//
// npm runs it as `prepublish`, which despite its name means: after `npm install` in a clone, and at no other time. `prepare`
// would run before packing too, and npm then writes a banner to standard output, where pre-commit reads the file's name.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${root}dist/cli.js`)) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  process.exit(status ?? 1);
}
