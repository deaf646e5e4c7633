import type { Formatter } from './types.js';

/** Every format, loaded only when asked for. */
const FORMATS: Record<string, () => Promise<Formatter>> = {
  pretty: async () => (await import('./pretty.js')).pretty,
  compact: async () => (await import('./compact.js')).compact,
  json: async () => (await import('./json.js')).json,
  ndjson: async () => (await import('./ndjson.js')).ndjson,
};

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

/** Formats for people; the others never get colours. */
export const PEOPLE_FORMATS: ReadonlySet<string> = new Set(['pretty', 'compact']);

export async function loadFormat(name: string): Promise<Formatter | undefined> {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name]?.() : undefined;
}
