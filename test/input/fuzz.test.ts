import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/input/decode.js';
import { InputError } from '../../src/input/index.js';
import { lineStarts } from '../../src/input/lines.js';
import { LiveReader } from '../../src/input/live/reader.js';
import type { Script } from '../../src/model.js';
import { mutate, mutateInside, random } from './fuzz/mutate.js';
import { SAMPLES } from './fuzz/samples.js';
import { readAll, structure } from './helpers.js';

/** Mutated files a sample. KOUBO_FUZZ_RUNS=20000 for a long run, KOUBO_FUZZ_SEED for another one. */
const RUNS = Number(process.env.KOUBO_FUZZ_RUNS ?? 60);
const SEED = Number(process.env.KOUBO_FUZZ_SEED ?? 20261121);
/** A file this small must be dealt with in this processor time (ms), however it is damaged. PDFs have a worker, and its patience. */
const SLOWEST = 2000;
/** Copy of these formats stands in the file as it is said, but for entities and escapes. */
const AS_WRITTEN = ['text', 'markdown', 'srt', 'vtt', 'ass', 'lrc', 'csv', 'minutes'];

function fault(script: Script, file: string | undefined, offset: number): string | undefined {
  let before = 0;
  const starts = lineStarts(file ?? '');
  if (script.part.offset !== offset) return `part at ${script.part.offset}, not ${offset}`;
  for (const utterance of script.utterances) {
    const { start, end, section } = utterance;
    if (start < before || end <= start || end > script.text.length) return 'utterances out of order';
    if (script.sections[section] === undefined) return 'no such section';
    for (const at of [start, end - 1, end]) {
      const { line, column } = script.locate(at);
      if (!(line >= 1 && column >= 1)) return `place ${line}:${column}`;
    }
    before = end;
    if (file === undefined || !AS_WRITTEN.includes(script.format)) continue;
    const origin = script.origin?.({ start, end }) ?? { start: offset + start, end: offset + end };
    if (!(origin.start >= 0 && origin.start < origin.end && origin.end <= file.length)) return 'origin out of the file';
    const { line, column } = script.locate(start);
    const said = script.text[start]!;
    for (const written of [file[origin.start], file[starts[line - 1]! + column - 1]])
      if (written !== said && written !== '&' && written !== '\\')
        return `${said} is not ${written} at ${line}:${column}`;
  }
  for (const { start, end } of script.sections) if (!(start <= end && end <= script.text.length)) return 'sections';
  for (const { lines } of script.suppressions) if (!(lines.first >= 1 && lines.last >= lines.first)) return 'lines';
  return undefined;
}

async function survives(bytes: Buffer, name: string): Promise<string | undefined> {
  const begun = process.cpuUsage();
  try {
    let offset = 0;
    for (const script of await readAll(bytes, name)) {
      const { encoding } = script;
      const found = fault(script, encoding && decode(bytes, name, encoding.name).text, offset);
      if (found) return found;
      offset += script.text.length;
    }
  } catch (error) {
    if (!(error instanceof InputError)) return (error as Error).stack;
    if (error.problem === '' || error.remedy === '' || error.say('en').problem === '') return 'an error without words';
  }
  const { user, system } = process.cpuUsage(begun);
  const took = (user + system) / 1000;
  return took > SLOWEST && !name.endsWith('.pdf') ? `${Math.round(took)} ms` : undefined;
}

/** The same bytes as a stream, in pieces of any size: one line's damage must not reach the next. */
function streams(bytes: Buffer, next: () => number): string | undefined {
  try {
    const reader = new LiveReader('-', { structure });
    const lines = [];
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + Math.floor(next() * 40);
      lines.push(...reader.push(bytes.subarray(at, at + size)));
      at += size;
    }
    lines.push(...reader.end());
    let number = 0;
    for (const line of lines) {
      number += 1;
      if ('error' in line) {
        if (line.error.line !== number) return `an error in line ${line.error.line}, not ${number}`;
        continue;
      }
      if (line.number !== number) return `line ${line.number}, not ${number}`;
      for (const script of line.scripts) {
        const found = fault(script, undefined, script.part.offset);
        if (found) return found;
      }
    }
    return undefined;
  } catch (error) {
    return (error as Error).stack;
  }
}

/** What a failure prints: gunzip of it is the file. */
const told = (found: string | undefined, run: number, file: Buffer): string | undefined =>
  found && `${found}\nrun ${run}, file ${gzipSync(file).toString('base64')}`;

describe('damaged files', () => {
  it.each(SAMPLES.map(([name, bytes], index) => [name, bytes, index] as const))(
    '%s ends in scripts or in a message',
    async (name, bytes, index) => {
      const next = random(SEED + index);
      const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
      // Each PDF starts a worker.
      const runs = name.endsWith('.pdf') ? Math.ceil(RUNS / 20) : RUNS;
      for (let run = 0; run < runs; run += 1) {
        const other = SAMPLES[Math.floor(next() * SAMPLES.length)]![1];
        const damaged = zipped && run % 2 === 0 ? mutateInside(bytes, other, next) : mutate(bytes, other, next);
        expect(told(await survives(damaged, name), run, damaged)).toBeUndefined();
      }
    },
    Math.max(600_000, RUNS * 1000),
  );

  it.each(
    SAMPLES.flatMap(([name, bytes], index) => (/\.(?:txt|jsonl?)$/.test(name) ? [[name, bytes, index] as const] : [])),
  )(
    '%s as a stream: each line is heard or told of',
    (_, bytes, index) => {
      const next = random(SEED + 100 + index);
      for (let run = 0; run < RUNS; run += 1) {
        const other = SAMPLES[Math.floor(next() * SAMPLES.length)]![1];
        const damaged = mutate(bytes, other, next);
        expect(told(streams(damaged, next), run, damaged)).toBeUndefined();
      }
    },
    Math.max(600_000, RUNS * 1000),
  );
});
