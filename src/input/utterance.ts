/** When timed speech that comes in pieces (cues, a recogniser's segments) is one utterance. */
import type { Role } from '../model.js';

/** A pause longer than this (ms) ends what was being said. */
export const PAUSE = 1500;
/** Recognisers give no punctuation; something must end. UTF-16 units. */
const LONGEST = 240;
export const ENDS = /[。！？!?…；;~～]["”’」』）)]*$/u;
export const COMMA = /[，、：,:—-]\s*$/u;

/** An utterance of which some is known. Times in milliseconds. */
export interface Running {
  role: Role;
  speaker?: string;
  time?: { start: number; end: number };
  /** its last sentence is complete */
  stopped?: boolean;
}

/**
 * Whether what `speaker` (undefined: nobody is named) says from `start` on belongs to an utterance of `length` UTF-16 units.
 * `untimed`: whether it does where one of the two has no time.
 */
export function goesOn(
  current: Running,
  { speaker, start }: { speaker?: string; start?: number },
  length: number,
  untimed: boolean,
): boolean {
  if (current.stopped || length > LONGEST) return false;
  // What names nobody is the last speaker's, but never a viewer's: what viewers say is not judged.
  if (speaker === undefined ? current.role === 'viewer' : speaker !== current.speaker) return false;
  if (start === undefined || current.time === undefined) return untimed;
  return start >= current.time.start && start - current.time.end <= PAUSE;
}
