import { InputError } from '../input/error.js';
import type { Finding, Script } from '../model.js';
import { matched, type Reading, type Said, saidAt, saidIn } from './reading.js';
import { Refusal } from './refusal.js';
import type { Change, Edit, Outcome, Writer } from './types.js';
import { better, louder, type Weights, weigh } from './weigh.js';
import { writerFor } from './writers/index.js';

/** How this file is read and judged: the very way in which `check` does it. */
export interface Tools {
  path: string;
  read(bytes: Buffer): Promise<Script[]>;
  /** Findings without rewrites: cheap, for trying. */
  judge(scripts: readonly Script[]): Finding[];
}

/** A change with the words chosen and how they are written. */
interface Settled {
  change: Change;
  text: string;
  edits: Edit[];
}

/** Formats whose utterances are parted by length and pauses, too. */
const CUES = new Set(['srt', 'vtt', 'ass', 'lrc']);

/** A sentence may be as it is judged, or only must not be worse (what a person chose). */
export type Wanted = 'better' | 'not worse';

/**
 * One file under change. Changes refer to the file as it was read; each is tried together with those already taken, on the
 * bytes that would be written: they are read and judged again, and what does not read back as meant, or is found to be no
 * better, is not taken.
 */
export class FileFix {
  private readonly taken: Settled[] = [];
  private bytes: Buffer;
  private readonly before: Weights;

  private constructor(
    readonly reading: Reading,
    private readonly writer: Writer,
    private readonly tools: Tools,
  ) {
    this.bytes = reading.bytes;
    this.before = weigh(reading);
  }

  /** Undefined where the format is only read. `findings`: of these scripts. @throws InputError */
  static async open(
    bytes: Buffer,
    scripts: readonly Script[],
    findings: readonly Finding[],
    tools: Tools,
  ): Promise<FileFix | undefined> {
    const open = await writerFor(scripts[0]!.format);
    if (!open) return undefined;
    const writer = await open(bytes, scripts, tools.path);
    return new FileFix({ bytes, scripts, findings, said: saidIn(scripts) }, writer, tools);
  }

  /** The file with all changes taken so far. */
  get result(): Buffer {
    return this.bytes;
  }

  get changed(): boolean {
    return this.taken.length > 0;
  }

  /** Takes what can be taken; in order of the changes given. All at once where that works, else by halves. */
  async take(changes: readonly Change[], wanted: Wanted = 'better'): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const free: Change[] = [];
    for (const change of changes) {
      if ([...this.taken.map((one) => one.change), ...free].some((other) => overlap(other, change)))
        outcomes.push({ change, refusal: new Refusal('overlap') });
      else free.push(change);
    }
    await this.settle(free, wanted, outcomes);
    const order = new Map(changes.map((change, index) => [change, index]));
    return outcomes.sort((a, b) => order.get(a.change)! - order.get(b.change)!);
  }

  private async settle(changes: readonly Change[], wanted: Wanted, outcomes: Outcome[]): Promise<void> {
    if (changes.length === 0) return;
    if (changes.length === 1) {
      outcomes.push(await this.single(changes[0]!, wanted));
      return;
    }
    const group = this.firstPlans(changes);
    if (group && (await this.accept(group, wanted)) === undefined) {
      outcomes.push(...group.map(({ change, text }) => ({ change, text })));
      return;
    }
    const half = changes.length >> 1;
    await this.settle(changes.slice(0, half), wanted, outcomes);
    await this.settle(changes.slice(half), wanted, outcomes);
  }

  private firstPlans(changes: readonly Change[]): Settled[] | undefined {
    const group: Settled[] = [];
    for (const change of changes) {
      const text = change.texts[0]!;
      try {
        group.push({ change, text, edits: this.writer.plans({ ...change, text })[0]! });
      } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
      }
    }
    return group;
  }

  /** Every text in every way, until one holds. The first refusal is the one that is told. */
  private async single(change: Change, wanted: Wanted): Promise<Outcome> {
    let first: Refusal | undefined;
    for (const text of change.texts) {
      let plans: Edit[][] = [];
      try {
        plans = this.writer.plans({ ...change, text });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        first ??= error;
      }
      for (const edits of plans) {
        const refusal = await this.accept([{ change, text, edits }], wanted);
        if (!refusal) return { change, text };
        first ??= refusal;
        // Another way of writing the same words changes nothing about what the rules say of them.
        if (refusal.code === 'worse' || refusal.code === 'encoding') break;
      }
    }
    return { change, refusal: first ?? new Refusal('structure') };
  }

  private async accept(more: readonly Settled[], wanted: Wanted): Promise<Refusal | undefined> {
    const all = [...this.taken, ...more];
    try {
      const bytes = await this.writer.write(all.flatMap(({ edits }) => edits));
      await this.verify(bytes, all, more, wanted);
      this.bytes = bytes;
      this.taken.push(...more);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      // What was written cannot be read any more: empty, for one.
      if (error instanceof InputError) return new Refusal('structure');
      throw error;
    }
  }

  private async verify(
    bytes: Buffer,
    all: readonly Settled[],
    more: readonly Settled[],
    wanted: Wanted,
  ): Promise<void> {
    const { said: old, scripts: before } = this.reading;
    const scripts = await this.tools.read(bytes);
    const [was, is] = [before[0]!, scripts[0]!];
    const samekind = was.format === is.format && was.encoding?.name === is.encoding?.name;
    if (!samekind || was.encoding?.bom !== is.encoding?.bom) throw new Refusal('structure');
    const said = saidIn(scripts);
    const match = matched(meant(old, all), said, CUES.has(was.format));
    if (!match) throw new Refusal('structure');
    const after = weigh({ findings: this.tools.judge(scripts), said });
    const of = match.loose ? undefined : match.of;
    const rules = louder(this.before, after, of);
    if (rules.length > 0) throw new Refusal('worse', rules.join(' '));
    if (wanted === 'not worse') return;
    for (const { change } of more)
      if (!better(this.before, after, of, indexOf(old, change))) throw new Refusal('worse');
  }
}

const indexOf = (said: readonly Said[], { script, span }: Change): number =>
  saidAt(said, script.part.offset + span.start);

/** The utterances as they are to be, in the order of the old ones. */
function meant(old: readonly Said[], changes: readonly Settled[]): Said[] {
  const result = [...old];
  const later = [...changes].sort((a, b) => placeOf(b.change) - placeOf(a.change));
  for (const { change, text } of later) {
    const index = indexOf(old, change);
    const said = result[index];
    const start = change.span.start - (old[index]?.utterance.start ?? 0);
    if (!said || start < 0 || change.span.end > old[index]!.utterance.end) throw new Refusal('structure');
    const end = start + change.span.end - change.span.start;
    result[index] = { ...said, text: said.text.slice(0, start) + text + said.text.slice(end) };
  }
  return result;
}

const placeOf = ({ script, span }: Change): number => script.part.offset + span.start;

const overlap = (a: Change, b: Change): boolean =>
  placeOf(a) < placeOf(b) + length(b) && placeOf(b) < placeOf(a) + length(a);

const length = ({ span }: Change): number => Math.max(1, span.end - span.start);
