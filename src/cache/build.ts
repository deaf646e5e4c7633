import { readFileSync } from 'node:fs';
import { builtFile } from '../rules/bundle.js';

let id: string | undefined;

/** Names this build: the program, its rules and its dictionary. The same version built from other sources has another one. */
export function buildId(): string {
  id ??= readFileSync(builtFile('build-id'), 'utf8');
  return id;
}
