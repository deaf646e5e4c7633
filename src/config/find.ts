import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const CONFIG_NAMES = ['koubo.yaml', '.koubo.yaml', 'koubo.yml'];

/** The config of one folder. koubo.yaml goes before .koubo.yaml, and both before package.json. */
export function configIn(folder: string): string | undefined {
  for (const name of CONFIG_NAMES) {
    const file = join(folder, name);
    if (existsSync(file)) return file;
  }
  const manifest = join(folder, 'package.json');
  return hasKey(manifest) ? manifest : undefined;
}

function hasKey(manifest: string): boolean {
  let text: string;
  try {
    text = readFileSync(manifest, 'utf8');
  } catch {
    return false;
  }
  if (!text.includes('"koubo"')) return false;
  try {
    return Object.hasOwn(JSON.parse(text) as object, 'koubo');
  } catch {
    // A broken package.json is not ours to report.
    return false;
  }
}

/** Folders whose configs may hold for what lies in `folder`, nearest first, up to the root of the repository. */
export function* foldersUp(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (existsSync(join(at, '.git')) || dirname(at) === at) return;
  }
}
