import { readFileSync } from 'node:fs';

declare const __KOUBO_VERSION__: string | undefined;

/** Put in by the build; read from package.json when the sources run as they are. */
export function kouboVersion(): string {
  if (typeof __KOUBO_VERSION__ === 'string') return __KOUBO_VERSION__;
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
