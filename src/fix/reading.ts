import type { Finding, Script, Suppression, Utterance } from '../model.js';

/** A file as read, with what the rules say of it. */
export interface Reading {
  bytes: Buffer;
  /** its parts in order */
  scripts: readonly Script[];
  findings: readonly Finding[];
  said: readonly Said[];
}

/** One utterance, and all that must still be true of it when its neighbours have changed. */
export interface Said {
  script: Script;
  utterance: Utterance;
  text: string;
  /** speaker, role, section, suppressions */
  frame: string;
}

export function saidIn(scripts: readonly Script[]): Said[] {
  return scripts.flatMap((script) =>
    script.utterances.map((utterance) => ({
      script,
      utterance,
      text: script.text.slice(utterance.start, utterance.end),
      frame: frameOf(script, utterance),
    })),
  );
}

function frameOf(script: Script, { role, speaker, section, start }: Utterance): string {
  return JSON.stringify([role, speaker, script.sections[section]?.title, suppressing(script, start)]);
}

function suppressing({ suppressions, locate }: Script, offset: number): string[] {
  if (suppressions.length === 0) return [];
  const { line } = locate(offset);
  const covers = ({ lines }: Suppression): boolean => lines.first <= line && line <= lines.last;
  return suppressions.filter(covers).map(({ rules, until }) => `${[...rules].sort()} ${until ?? ''}`);
}

/** Index of the utterance that holds an offset of the whole file's copy; -1 where none does. */
export function saidAt(said: readonly Said[], offset: number): number {
  let low = 0;
  let high = said.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(said[middle]!) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = said[low];
  if (!found) return -1;
  const start = startOf(found);
  return offset >= start && offset <= start + found.text.length ? low : -1;
}

const startOf = ({ script, utterance }: Said): number => script.part.offset + utterance.start;

/**
 * Which utterance of the file as written is which of those meant; undefined where the two do not agree. `loose`: they say
 * the same, but are parted elsewhere, as unpunctuated cues are by length.
 */
export function matched(
  meant: readonly Said[],
  written: readonly Said[],
  mayMove: boolean,
): { loose: boolean; of: readonly number[] } | undefined {
  const kept = [...meant.keys()].filter((index) => bare(meant[index]!.text) !== '');
  const same =
    kept.length === written.length &&
    kept.every((index, at) => {
      const [a, b] = [meant[index]!, written[at]!];
      return a.frame === b.frame && bare(a.text) === bare(b.text);
    });
  if (same) return { loose: false, of: kept };
  const all = (list: readonly Said[]): string => list.map(({ text }) => bare(text)).join('');
  return mayMove && all(meant) === all(written) ? { loose: true, of: [] } : undefined;
}

/** White space is no copy: readers trim it, and put it between cues themselves. */
const bare = (text: string): string => text.replace(/\s+/gu, '');
