/**
 * A script as it is read, part by part. Judges each utterance, keeps what whole-script rules need, and lets go of the rest:
 * memory is bounded by the rules and one part, not by the script.
 */
import type { Finding, Script, Span, Utterance } from '../model.js';
import type { Need, Rule } from '../rules/program.js';
import { toOriginal } from '../text/fold.js';
import type { Frame } from './frame.js';
import type { Hearing } from './heard.js';
import type { Judge, Judged } from './judge.js';
import { lacking } from './lacking.js';
import type { ActiveRule } from './settings.js';
import type { Watch } from './watch.js';

/** A judged hit with the utterance it stands in. The hit may stand in other places, too: it is exchanged, not changed. */
export interface Placed {
  judged: Judged;
  frame: Frame;
  script: Script;
}

/** Where a watched pattern was seen, kept by counts so that a ten-hour stream costs no more than an hour. */
interface Seen {
  count: number;
  first: number;
  last: number;
}

/** Words of one script part. */
interface Spot {
  script: Script;
  span: Span;
}

/** What is remembered of the script, or of one section until it ends. */
class Scope {
  chars = 0;
  first: Spot | undefined;
  /** pattern → its sightings */
  readonly seen = new Map<number, Seen>();
  /** rule → where a rule about what is left out was first called for */
  readonly triggers = new Map<string, Spot>();
  readonly waiting = new Map<string, Waiting>();

  sight(pattern: number, utterance: number): void {
    const seen = this.seen.get(pattern);
    if (seen) {
      seen.count++;
      seen.last = utterance;
    } else this.seen.set(pattern, { count: 1, first: utterance, last: utterance });
  }
}

/** A hit that only the end of its section or of the script decides; `extra` more like it were met. */
interface Waiting {
  placed: Placed;
  utterance: number;
  section: Scope;
  bySection: boolean;
  /** by a comment: the first place that is not silenced is the one to report */
  silenced: boolean;
  extra: number;
}

/** Hits of one utterance. */
interface Held {
  placed: Placed[];
  utterance: number;
  section: Scope;
}

interface Frequency {
  hits: number;
  first: Placed;
  /** the first, by a comment */
  silenced: boolean;
  /** the minute at hand, its hits, and the most of any minute */
  minute: number;
  inMinute: number;
  most: number;
}

/** Sightings kept of each pattern: an N-utterance window may still find its companion among them. */
const WINDOW = 64;

export interface SessionTools {
  /** characters a script or section must have before it can be blamed for what it leaves out */
  minChars(rule: Rule): number;
  judge: Judge;
  /** the hits of a piece, and what script-wide needs wait for */
  hear: Hearing;
  /** an utterance in the pieces in which it is judged */
  pieces(script: Script, utterance: Utterance): Utterance[];
  /** the finished findings of one utterance's hits; `scope` where more than the utterance had to be known */
  finish(placed: Placed[], scope?: Finding['scope']): Finding[];
  /** whether a comment silences a hit that is put aside */
  silenced(placed: Placed): boolean;
  /** a finding about what a script leaves out, placed at its start or at `trigger` */
  absent(active: ActiveRule, script: Script, span: Span): Finding | undefined;
  /**
   * Speech that goes on while it is judged: tell each hit as soon as nothing later can clear it, rather than the hits of
   * an utterance together and those of a script once.
   */
  prompt?: boolean;
}

export class Session {
  private readonly whole = new Scope();
  /** sections that have not ended, by number */
  private readonly open = new Map<number, Scope>();
  private readonly recent = new Map<number, number[]>();
  private readonly counts = new Map<string, Frequency>();
  /** rules about how often something is said that were told while it was said */
  private readonly told = new Set<string>();
  private readonly watch: Watch;
  /** the section that `watch` was last told of */
  private current: Scope | undefined;
  private held: Held[] = [];
  private utterances = 0;
  private sections = 0;

  constructor(private readonly tools: SessionTools) {
    this.watch = tools.judge.watch();
  }

  /**
   * Judges one part. A hit that words still to come may clear is told when they can no longer come: after its window of
   * utterances, when its section ends, or from `end`.
   */
  feed(script: Script): Finding[] {
    // A part's sections are numbered anew; its first may go on with the last of the part before.
    const base = this.sections - (script.sections[0]?.continued && this.sections > 0 ? 1 : 0);
    this.sections = base + script.sections.length;
    for (const utterance of script.utterances) this.hear(script, utterance, base + utterance.section);
    const findings = this.settled(false);
    for (const [number, section] of this.open)
      if (number < this.sections - 1) {
        findings.push(...this.close(section, 'section'));
        this.open.delete(number);
      }
    for (const list of this.recent.values()) list.splice(0, Math.max(0, list.length - WINDOW));
    return findings;
  }

  /** What only the whole script can tell. */
  end(): Finding[] {
    const findings = this.settled(true);
    for (const section of this.open.values()) findings.push(...this.close(section, 'section'));
    this.open.clear();
    findings.push(...this.close(this.whole, 'script'));
    for (const [id, { hits, first, most: inMinute }] of this.counts) {
      const { rule } = first.judged;
      const often = rule.often;
      if (!often || this.whole.chars < this.tools.minChars(rule)) continue;
      const most = often.per === 'minute' ? inMinute : (hits * often.per) / Math.max(this.whole.chars, 1);
      if (most > often.moreThan && !this.told.has(id))
        findings.push(...this.tools.finish([first], 'script').map((f) => ({ ...f, count: hits })));
    }
    return findings;
  }

  private hear(script: Script, utterance: Utterance, number: number): void {
    const index = this.utterances++;
    const section = this.open.get(number) ?? new Scope();
    this.open.set(number, section);
    if (section !== this.current) this.watch.turn(this.whole, section);
    this.current = section;
    const { start, end, judgedTo = start } = utterance;
    for (const scope of [this.whole, section]) {
      scope.chars += end - judgedTo;
      scope.first ??= { script, span: { start, end } };
    }
    const { watch } = this;
    for (const piece of this.tools.pieces(script, utterance)) {
      const { judged, sightings, frame: heard } = this.tools.hear(script, piece, watch);
      const fresh = (span: Span): boolean =>
        piece.judgedTo === undefined ||
        heard === undefined ||
        piece.start + toOriginal(heard.folded, span).end > piece.judgedTo;
      for (const s of sightings) if (watch.wanted[s.pattern] !== 0 && fresh(s)) this.sight(s.pattern, index, section);
      if (judged.length === 0 || heard === undefined) continue;
      const frame = heard.at(piece);
      const placed = judged.filter((one) => fresh(one.hit)).map((one) => ({ judged: one, frame, script }));
      const now = placed.filter((p) => !this.defer(p, index, number, section));
      if (now.length > 0) this.held.push({ placed: now, utterance: index, section });
    }
  }

  /** Findings of what can be decided; of everything at the end. */
  private settled(last: boolean): Finding[] {
    const findings: Finding[] = [];
    const held: Held[] = [];
    for (const all of this.held) {
      const { placed } = all;
      const open = last ? [] : placed.filter((p) => this.mayBeCleared(p, all));
      if (open.length > 0 && !this.tools.prompt) {
        held.push(all);
        continue;
      }
      if (open.length > 0) held.push({ ...all, placed: open });
      findings.push(...this.tools.finish(placed.filter((p) => !open.includes(p) && this.settle(p, all))));
    }
    this.held = held;
    return findings;
  }

  /** What a section or the script as a whole decides once it has ended. */
  private close(scope: Scope, kind: 'script' | 'section'): Finding[] {
    const findings: Finding[] = [];
    for (const { placed, utterance, section, bySection, extra } of scope.waiting.values()) {
      const { rule } = placed.judged;
      const { chars } = rule.needs.some((n) => n.within === 'section') ? section : this.whole;
      if (chars < this.tools.minChars(rule)) continue;
      const missing = placed.judged.pending.filter((n) => !this.metWide(n, utterance, section));
      if (missing.length === 0 && placed.judged.missing.length === 0) continue;
      placed.judged = lacking(placed.judged, missing);
      const known = bySection ? 'section' : 'script';
      findings.push(...this.tools.finish([placed], known).map((f) => ({ ...f, count: extra + 1 })));
    }
    for (const active of this.tools.judge.active) {
      const { rule } = active;
      if (rule.absent?.in !== kind || scope.chars < this.tools.minChars(rule)) continue;
      if (rule.absent.any.some((p) => scope.seen.has(p))) continue;
      const trigger = scope.triggers.get(rule.id);
      const at = rule.find.length > 0 ? trigger : (trigger ?? scope.first);
      const finding = at && this.tools.absent(active, at.script, at.span);
      if (finding) findings.push(finding);
    }
    return findings;
  }

  private sight(pattern: number, utterance: number, section: Scope): void {
    this.whole.sight(pattern, utterance);
    section.sight(pattern, utterance);
    this.watch.learn(pattern, this.whole, section);
    if (!this.watch.counts(pattern)) return;
    const list = this.recent.get(pattern);
    if (list) list.push(utterance);
    else this.recent.set(pattern, [utterance]);
  }

  /** Puts aside what cannot be judged yet. True if the hit is not to be reported now. */
  private defer(placed: Placed, utterance: number, number: number, section: Scope): boolean {
    const { judged, script, frame } = placed;
    const { rule } = judged;
    if (judged.verdict === 'exempt') return false;
    if (rule.absent) {
      const span = frame.utterance;
      for (const { triggers } of [this.whole, section])
        if (!triggers.has(rule.id)) triggers.set(rule.id, { script, span });
      return true;
    }
    if (rule.often) return !this.count(placed, rule.often);
    const within = (scope: Need['within']) => judged.pending.some((n) => n.within === scope);
    const [wide, bySection] = [within('script'), within('section')];
    if (!wide && !bySection) return false;
    if (this.tools.prompt && this.decided(placed, section)) return false;
    const { waiting } = wide ? this.whole : section;
    const key = bySection ? `${rule.id}\n${number}` : rule.id;
    const known = waiting.get(key);
    const silenced = this.tools.silenced(placed);
    if (known) {
      known.extra++;
      if (known.silenced && !silenced) Object.assign(known, { placed, utterance, section, silenced });
    } else waiting.set(key, { placed, utterance, section, bySection, silenced, extra: 0 });
    return true;
  }

  /** Counts a hit of a rule about frequency. True if it is to be told now. */
  private count(placed: Placed, often: NonNullable<Rule['often']>): boolean {
    const { rule } = placed.judged;
    const { time } = placed.frame.utterance;
    const silenced = this.tools.silenced(placed);
    const fresh = { hits: 0, first: placed, silenced, minute: -1, inMinute: 0, most: 0 };
    const count = this.counts.get(rule.id) ?? fresh;
    this.counts.set(rule.id, count);
    count.hits++;
    if (count.silenced && !silenced) Object.assign(count, { first: placed, silenced });
    if (!time) return false;
    const minute = Math.floor(time.start / 60_000);
    count.inMinute = minute === count.minute ? count.inMinute + 1 : 1;
    count.minute = minute;
    count.most = Math.max(count.most, count.inMinute);
    // Once a minute, as it becomes too much.
    const now =
      this.tools.prompt === true &&
      often.per === 'minute' &&
      count.inMinute === Math.floor(often.moreThan) + 1 &&
      this.whole.chars >= this.tools.minChars(rule);
    if (now) this.told.add(rule.id);
    return now;
  }

  /** Whether nothing that comes later can meet what is wanted, and there is enough of the script to blame it. */
  private decided({ judged: { rule, pending } }: Placed, section: Scope): boolean {
    const { chars } = rule.needs.some((n) => n.within === 'section') ? section : this.whole;
    return chars >= this.tools.minChars(rule) && pending.every((n) => n.where === 'before' && isOfScope(n));
  }

  /** Whether words still to come may meet a need that looks a few utterances ahead. */
  private mayBeCleared({ judged }: Placed, held: Held): boolean {
    return judged.pending.some(
      (n) =>
        !isOfScope(n) &&
        n.where !== 'before' &&
        this.utterances <= held.utterance + (n.within as number) &&
        !this.met(n, held),
    );
  }

  /** Decides what is still wanted. False if all of it is there. */
  private settle(placed: Placed, held: Held): boolean {
    const { judged } = placed;
    if (judged.pending.length === 0) return true;
    const missing = judged.pending.filter((n) => !this.met(n, held));
    placed.judged = lacking(judged, missing);
    return placed.judged.missing.length > 0;
  }

  private met(need: Need, { utterance, section }: Held): boolean {
    if (isOfScope(need)) return this.metWide(need, utterance, section);
    const reach = need.within as number;
    let count = 0;
    for (const p of need.any)
      for (const u of this.recent.get(p) ?? []) {
        if (Math.abs(u - utterance) > reach) continue;
        if (need.where === 'before' && u >= utterance) continue;
        if (need.where === 'after' && u < utterance) continue;
        count++;
      }
    return count >= need.times;
  }

  private metWide(need: Need, utterance: number, section: Scope): boolean {
    let count = 0;
    for (const p of need.any) {
      const seen = (need.within === 'section' ? section : this.whole).seen.get(p);
      if (!seen) continue;
      if (need.where === 'before' && seen.first >= utterance) continue;
      if (need.where === 'after' && seen.last < utterance) continue;
      count += seen.count;
    }
    return count >= need.times;
  }
}

/** A need of a whole section or script, not of some utterances around. */
const isOfScope = ({ within }: Need): boolean => within === 'section' || within === 'script';
