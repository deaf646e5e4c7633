/**
 * What came of text heard before: hosts say the same lines all evening, and many shops read the same script. What a judge says of a
 * text depends on nothing but the text and who says it, so it holds wherever that is said again.
 */
import type { Role, Script, Utterance } from '../model.js';
import { Recent } from '../recent.js';
import type { Frame } from './frame.js';
import type { Judge, Judged, Sighting } from './judge.js';
import type { Watch } from './watch.js';

/** What one piece of speech gave. It is shared by all places where it is said, so nobody may change it. */
export interface Outcome {
  judged: readonly Judged[];
  sightings: readonly Sighting[];
  /** of the place where it was first said; left out where it was heard before and has no hits */
  frame: Frame | undefined;
}

/** `watch` says what is of use now; more may be given. */
export type Hearing = (script: Script, utterance: Utterance, watch: Wanted) => Outcome;
type Wanted = Pick<Watch, 'wanted' | 'since'>;

/** @param text the utterance as written, where it is at hand */
export type Framing = (script: Script, utterance: Utterance, text?: string) => Frame;

/** What is kept: `since` says for how long, undefined: for good. */
interface Kept extends Outcome {
  since: object | undefined;
}

/** UTF-16 code units of text that a generation holds, what else is kept of them counted in. A few megabytes. */
const ROOM = 512 * 1024;
/** What a text takes beside its characters, and each hit with what is told of it. */
const EACH = 40;
const EACH_HIT = 1500;

/** Shared by all scripts and judges of a linter. */
export class Heard {
  private readonly recent: Recent<Kept>;
  private readonly numbers = new WeakMap<Judge, number>();
  private judges = 0;

  constructor(room = ROOM) {
    this.recent = new Recent(
      room,
      (text, { judged, sightings }) => text.length + EACH + sightings.length * EACH + judged.length * EACH_HIT,
    );
  }

  /** How many texts are remembered. */
  get size(): number {
    return this.recent.size;
  }

  /** Hears for one judge. */
  by(judge: Judge, frame: Framing): Hearing {
    const number = this.numbers.get(judge) ?? this.judges++;
    this.numbers.set(judge, number);
    const heads = new Map<Role, string>();
    const headOf = (role: Role): string => {
      const head = heads.get(role) ?? `${number} ${role}\n`;
      heads.set(role, head);
      return head;
    };
    return (script, utterance, watch) => {
      // What was judged in part when it came is another thing.
      if (utterance.judgedTo !== undefined) return listen(judge, frame(script, utterance), watch);
      const head = headOf(utterance.role);
      const key = head + script.text.slice(utterance.start, utterance.end);
      const known = this.recent.get(key);
      const { since } = watch;
      if (known && (known.since === undefined || known.since === since)) return known;
      // A text of its own: a piece of the script's would hold the whole part in memory.
      const heard = frame(script, utterance, key.slice(head.length));
      // What comes back while other things are wanted is judged once more, for all there is: that serves every asking.
      const outcome = listen(judge, heard, known ? undefined : watch);
      const { judged, sightings } = outcome;
      this.recent.set(key, {
        judged,
        sightings,
        frame: judged.length > 0 ? heard : undefined,
        since: known ? undefined : since,
      });
      return outcome;
    };
  }
}

/** Judges without a memory. @param watch undefined: everything is wanted */
export function listen(judge: Judge, frame: Frame, watch: Wanted | undefined): Outcome {
  const sightings: Sighting[] = [];
  const judged = judge.judge(frame, {
    sighted: (sighting) => sightings.push(sighting),
    wanted: watch?.wanted,
  });
  return { judged, sightings, frame };
}
