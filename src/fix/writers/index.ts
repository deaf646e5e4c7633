import type { OpenWriter } from '../types.js';

/** The formats that are written back, each loaded when its first file comes. */
const WRITERS: Record<string, () => Promise<OpenWriter>> = {
  text: async () => (await import('./text.js')).textWriter,
  markdown: async () => (await import('./text.js')).markdownWriter,
  csv: async () => (await import('./csv.js')).csvWriter,
  srt: async () => (await import('./subtitles.js')).srtWriter,
  vtt: async () => (await import('./subtitles.js')).vttWriter,
  ass: async () => (await import('./subtitles.js')).assWriter,
  lrc: async () => (await import('./subtitles.js')).lrcWriter,
  docx: async () => (await import('./docx.js')).docxWriter,
  xlsx: async () => (await import('./xlsx.js')).xlsxWriter,
};

export const WRITABLE: readonly string[] = Object.keys(WRITERS);

/** Undefined for a format that is only read. */
export async function writerFor(format: string): Promise<OpenWriter | undefined> {
  return WRITERS[format]?.();
}
