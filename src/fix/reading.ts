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
  /** speaker, role, suppressions */
  frame: string;
  /** number of its section in the whole file */
  section: number;
}

export function saidIn(scripts: readonly Script[]): Said[] {
  let sections = 0;
  return scripts.flatMap((script) => {
    // A part's sections are numbered anew; its first may go on with the last of the part before.
    const base = sections - (script.sections[0]?.continued && sections > 0 ? 1 : 0);
    sections = base + script.sections.length;
    return script.utterances.map((utterance) => ({
      script,
      utterance,
      text: script.text.slice(utterance.start, utterance.end),
      frame: frameOf(script, utterance),
      section: base + utterance.section,
    }));
  });
}

function frameOf(script: Script, { role, speaker, section, start }: Utterance): string {
  // Whether there is a title, not which: it may hold the first words.
  const titled = script.sections[section]?.title !== undefined;
  return JSON.stringify([role, speaker, titled, suppressing(script, start)]);
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
      // A section may be titled by its first words, and one that holds nothing any more is gone: only where they part counts.
      const opens = (list: readonly Said[], here: number, before: number | undefined): boolean =>
        before === undefined || list[here]!.section !== list[before]!.section;
      const parted = opens(meant, index, kept[at - 1]) === opens(written, at, at > 0 ? at - 1 : undefined);
      return parted && a.frame === b.frame && bare(a.text) === bare(b.text);
    });
  if (same) return { loose: false, of: kept };
  const all = (list: readonly Said[]): string => list.map(({ text }) => bare(text)).join('');
  return mayMove && all(meant) === all(written) ? { loose: true, of: [] } : undefined;
}

/** White space is no copy: readers trim it, and put it between cues themselves. */
const bare = (text: string): string => text.replace(/\s+/gu, '');
