import type { BaselineState, Finding } from '../model.js';
import { type Entry, entryOf } from './entry.js';
import { similarity } from './similarity.js';

/** A sentence that was edited is the old one while at least half of the pairs of characters around the words are. */
export const ALIKE = 0.5;
/** Entries that one finding is held against: what is left over is seldom more. */
const MOST = 200;

/**
 * What a baseline holds of one file, used up by the findings of its parts: each entry answers for as many findings as it
 * counts, so that the same claim said once more is new.
 */
export class Held {
  private readonly slots: Slot[];
  private readonly byPrint = new Map<string, Slot[]>();
  private readonly byWords = new Map<string, Slot[]>();

  constructor(entries: readonly Entry[]) {
    this.slots = entries.map((entry) => ({ entry, left: entry.count }));
    for (const slot of this.slots) {
      add(this.byPrint, printKey(slot.entry), slot);
      add(this.byWords, wordsKey(slot.entry), slot);
    }
  }

  /** States of findings, in their order: first those whose sentence is the same, then the nearest of the others. */
  match(findings: readonly Finding[]): BaselineState[] {
    const states = findings.map((finding): BaselineState => (this.same(finding) ? 'unchanged' : 'new'));
    const pairs = findings.flatMap((finding, index) =>
      states[index] === 'new' ? this.alike(finding).map((near) => ({ ...near, index })) : [],
    );
    for (const { index, slot } of pairs.sort((a, b) => b.likeness - a.likeness || a.index - b.index)) {
      if (states[index] !== 'new' || slot.left === 0) continue;
      slot.left--;
      states[index] = 'updated';
    }
    return states;
  }

  /** Uses up an entry with the finding's own fingerprint. */
  same(finding: Finding): boolean {
    const slot = this.byPrint.get(printKey(finding))?.find(({ left }) => left > 0);
    if (slot) slot.left--;
    return slot !== undefined;
  }

  /** Entries no finding has used, with how many of each. */
  unused(): Entry[] {
    return this.slots.flatMap(({ entry, left }) => (left > 0 ? [{ ...entry, count: left }] : []));
  }

  private alike(finding: Finding): { slot: Slot; likeness: number }[] {
    const wanted = entryOf(finding, '');
    const near: { slot: Slot; likeness: number }[] = [];
    let tried = 0;
    for (const slot of this.byWords.get(wordsKey(wanted)) ?? []) {
      if (slot.left === 0) continue;
      if (++tried > MOST) break;
      const likeness = similarity(slot.entry.around, wanted.around);
      if (likeness >= ALIKE) near.push({ slot, likeness });
    }
    return near;
  }
}

interface Slot {
  entry: Entry;
  /** findings it may still answer for */
  left: number;
}

const printKey = ({ rule, fingerprint }: Pick<Entry, 'rule' | 'fingerprint'>) => `${rule}\n${fingerprint}`;
const wordsKey = ({ rule, words }: Pick<Entry, 'rule' | 'words'>) => `${rule}\n${words}`;

function add(slots: Map<string, Slot[]>, key: string, slot: Slot): void {
  const list = slots.get(key);
  if (list) list.push(slot);
  else slots.set(key, [slot]);
}
