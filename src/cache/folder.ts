/** Where koubo keeps what it could work out again. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Surroundings {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  platform?: NodeJS.Platform;
}

/**
 * `node_modules/.cache/koubo` of the package that `cwd` belongs to, as other tools for Node keep theirs; outside of one the
 * user's own cache folder. Undefined where the environment names none. The folder need not exist, nor be writable.
 */
export function cacheFolder({ cwd, env, platform = process.platform }: Surroundings): string | undefined {
  for (let at = cwd; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) {
      const modules = join(at, 'node_modules');
      if (existsSync(modules)) return join(modules, '.cache', 'koubo');
      break;
    }
    if (dirname(at) === at) break;
  }
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env;
  if (xdg) return join(xdg, 'koubo');
  if (platform === 'win32') return local ? join(local, 'koubo', 'Cache') : undefined;
  if (!home) return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'koubo') : join(home, '.cache', 'koubo');
}
