import type { Formatter } from './types.js';

/** Every format, loaded only when asked for. */
const FORMATS: Record<string, () => Promise<Formatter>> = {
  pretty: async () => (await import('./pretty.js')).pretty,
  compact: async () => (await import('./compact.js')).compact,
  json: async () => (await import('./json.js')).json,
  ndjson: async () => (await import('./ndjson.js')).ndjson,
  sarif: async () => (await import('./sarif.js')).sarif,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  junit: async () => (await import('./junit.js')).junit,
  checkstyle: async () => (await import('./checkstyle.js')).checkstyle,
  rdjson: async () => (await import('./rdjson.js')).rdjson,
  tap: async () => (await import('./tap.js')).tap,
  markdown: async () => (await import('./markdown.js')).markdown,
  csv: async () => (await import('./csv.js')).csv,
};

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

export async function loadFormat(name: string): Promise<Formatter | undefined> {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name]?.() : undefined;
}
