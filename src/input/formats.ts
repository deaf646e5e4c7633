import { extname } from 'node:path';
import type { Format } from './reader.js';
import { looksLikeMinutes } from './transcripts/speaker-line.js';

/** The head as text, for signatures that are plain ASCII. */
const ascii = (head: Uint8Array): string =>
  Buffer.from(head)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '');

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

const isOle = (head: Uint8Array): boolean =>
  head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0;

const TRANSCRIPT =
  /"(?:segments|sentence_info|transcription|onebest|lattice|json_1best|orderResult|Sentences|sentences|Paragraphs|ResultDetail|FinalSentence|utterances)"|^\s*\{[^{}\n]*"text"\s*:\s*"[^{}\n]*\}\s*\n/;

/** Every format, in the order in which contents are tried. Text comes last: it takes whatever nothing else claims. */
export const FORMATS: Format[] = [
  {
    name: 'vtt',
    extensions: ['.vtt'],
    matches: (head) => /^WEBVTT(?:\s|$)/.test(ascii(head)),
    load: async () => (await import('./subtitles/vtt.js')).vttReader,
  },
  {
    name: 'srt',
    extensions: ['.srt'],
    matches: (head) => /^\s*\d+[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3} *--> *\d{1,2}:\d{2}:/.test(ascii(head)),
    load: async () => (await import('./subtitles/srt.js')).srtReader,
  },
  {
    name: 'ass',
    extensions: ['.ass', '.ssa'],
    matches: (head) => /^\s*\[Script Info\]/i.test(ascii(head)),
    load: async () => (await import('./subtitles/ass.js')).assReader,
  },
  {
    name: 'lrc',
    extensions: ['.lrc'],
    matches: (head) => /^(?:\[(?:ti|ar|al|by|offset|re|ve|length):[^\]\n]*\]\s*)+\[\d/.test(ascii(head)),
    load: async () => (await import('./subtitles/lrc.js')).lrcReader,
  },
  {
    name: 'json',
    extensions: ['.json', '.jsonl', '.ndjson'],
    lines: false,
    // A folder is full of other JSON: only what has the names that recognisers give is taken along.
    inFolders: 'content',
    matches: (head) => /^\s*[[{]/.test(ascii(head)) && TRANSCRIPT.test(ascii(head)),
    load: async () => (await import('./transcripts/json.js')).jsonReader,
  },
  {
    name: 'csv',
    extensions: ['.csv', '.tsv'],
    load: async () => (await import('./tables/csv.js')).csvReader,
  },
  {
    name: 'docx',
    extensions: ['.docx', '.docm'],
    lines: false,
    // Old and locked office files come here too: this reader says what to do about them.
    matches: (head) => (isZip(head) && ascii(head).includes('word/')) || isOle(head),
    load: async () => (await import('./office/docx.js')).docxReader,
  },
  {
    name: 'xlsx',
    extensions: ['.xlsx', '.xlsm'],
    lines: false,
    matches: (head) => isZip(head) && ascii(head).includes('xl/'),
    load: async () => (await import('./office/xlsx.js')).xlsxReader,
  },
  {
    name: 'pdf',
    extensions: ['.pdf'],
    lines: false,
    matches: (head) => ascii(head).startsWith('%PDF-'),
    load: async () => (await import('./pdf/pdf.js')).pdfReader,
  },
  {
    name: 'html',
    extensions: ['.html', '.htm'],
    matches: (head) => /^\s*(?:<!--[\s\S]{0,500}?-->\s*)?(?:<!doctype html|<html[\s>])/i.test(ascii(head)),
    load: async () => (await import('./html.js')).htmlReader,
  },
  {
    name: 'markdown',
    extensions: ['.md', '.markdown'],
    load: async () => (await import('./markdown.js')).markdownReader,
  },
  {
    name: 'minutes',
    extensions: [],
    guess: true,
    matches: (head) => looksLikeMinutes(Buffer.from(head).toString('utf8')),
    load: async () => (await import('./transcripts/minutes.js')).minutesReader,
  },
  {
    name: 'text',
    extensions: ['.txt', '.text'],
    load: async () => (await import('./text.js')).textReader,
  },
];

const TEXT = FORMATS.at(-1)!;

export const EXTENSIONS: string[] = FORMATS.flatMap((format) => format.extensions);

/** Whether `line` of a script's places is a line of its file. */
export const hasLines = (format: string): boolean => FORMATS.find(({ name }) => name === format)?.lines !== false;

/**
 * By content where it is telling, else by the name's ending, else text. What is only a guess does not speak against an ending
 * whose format has a signature.
 */
export function formatOf(name: string, head: Uint8Array): Format {
  const ending = extname(name).toLowerCase();
  const named = FORMATS.find((format) => format.extensions.includes(ending));
  const shown = FORMATS.find((format) => format.matches?.(head));
  if (shown?.guess && named?.matches) return named;
  return shown ?? named ?? TEXT;
}

/** Whether a folder's file is taken along without being named. */
export async function inFolder(file: string): Promise<boolean> {
  const ending = extname(file).toLowerCase();
  const format = FORMATS.find((each) => each.extensions.includes(ending));
  if (format === undefined || format.inFolders === false) return false;
  if (format.inFolders !== 'content') return true;
  const { headOf } = await import('./source.js');
  return format.matches?.(headOf(file)) ?? false;
}
