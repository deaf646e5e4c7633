/**
 * A script as it is read, part by part. Judges each utterance, keeps what whole-script rules need, and lets go of the rest:
 * memory is bounded by the rules and one part, not by the script.
 */
import type { Finding, Script, Span, Utterance } from '../model.js';
import type { Need, Rule } from '../rules/program.js';
import type { Frame } from './frame.js';
import type { Judge, Judged } from './judge.js';
import type { ActiveRule } from './settings.js';

/** A judged hit with the utterance it stands in. */
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

interface Waiting {
  placed: Placed;
  utterance: number;
  section: number;
}

/** Utterances in which an N-utterance window may still find its companion. */
const WINDOW = 64;

export interface SessionTools {
  /** characters a script or section must have before it can be blamed for what it leaves out */
  minChars(rule: Rule): number;
  judge: Judge;
  frame(script: Script, utterance: Utterance): Frame;
  /** an utterance in the pieces in which it is judged */
  pieces(script: Script, utterance: Utterance): Utterance[];
  /** the finished findings of one utterance's hits */
  finish(placed: Placed[]): Finding[];
  /** a finding about what a script leaves out, placed at its start or at `trigger` */
  absent(active: ActiveRule, script: Script, span: Span): Finding | undefined;
}

export class Session {
  private readonly seen = new Map<string, Seen>();
  private readonly recent = new Map<number, number[]>();
  private readonly waiting = new Map<string, Waiting & { extra: number }>();
  private readonly counts = new Map<string, { hits: number; first: Placed; minutes: Map<number, number> }>();
  private readonly triggers = new Map<string, { script: Script; span: Span; section: number }>();
  private readonly sectionChars = new Map<number, number>();
  private chars = 0;
  private utterances = 0;
  private sections = 0;
  private firstScript: Script | undefined;
  private firstPlace: { script: Script; span: Span } | undefined;

  constructor(private readonly tools: SessionTools) {}

  /** Judges one part. Findings that only the whole script can decide come from `end`. */
  feed(script: Script): Finding[] {
    this.firstScript ??= script;
    // A part's sections are numbered anew; its first may go on with the last of the part before.
    const base = this.sections - (script.sections[0]?.continued && this.sections > 0 ? 1 : 0);
    this.sections = base + script.sections.length;
    const held: { placed: Placed[]; index: number }[] = [];
    for (const utterance of script.utterances) {
      const index = this.utterances++;
      const section = base + utterance.section;
      const length = utterance.end - utterance.start;
      this.chars += length;
      this.sectionChars.set(section, (this.sectionChars.get(section) ?? 0) + length);
      this.firstPlace ??= { script, span: { start: utterance.start, end: utterance.end } };
      for (const piece of this.tools.pieces(script, utterance)) {
        const frame = this.tools.frame(script, piece);
        const placed = this.tools.judge
          .judge(frame, {
            sighted: (s) => this.sight(s.pattern, index, section),
            settled: (rule) => rule.absent !== undefined && this.triggered(rule, section),
          })
          .map((judged) => ({ judged, frame, script }));
        const now = placed.filter((p) => !this.defer(p, index, section));
        if (now.length > 0) held.push({ placed: now, index });
      }
    }
    const findings: Finding[] = [];
    for (const { placed, index } of held) {
      const settled: Placed[] = [];
      for (const p of placed) if (this.settle(p, index)) settled.push(p);
      findings.push(...this.tools.finish(settled));
    }
    for (const list of this.recent.values()) list.splice(0, Math.max(0, list.length - WINDOW));
    return findings;
  }

  /** What only the whole script can tell. */
  end(): Finding[] {
    const findings: Finding[] = [];
    for (const { placed, utterance, section, extra } of this.waiting.values()) {
      const { rule } = placed.judged;
      const chars = this.scopeChars(rule, section);
      if (chars < this.tools.minChars(rule)) continue;
      const missing = placed.judged.pending.filter((n) => !this.metWide(n, utterance, section));
      if (missing.length === 0 && placed.judged.missing.length === 0) continue;
      placed.judged.missing.push(...missing);
      findings.push(...this.tools.finish([placed]).map((f) => ({ ...f, count: extra + 1 })));
    }
    for (const { hits, first, minutes } of this.counts.values()) {
      const { rule } = first.judged;
      const often = rule.often;
      if (!often || this.chars < this.tools.minChars(rule)) continue;
      const most =
        often.per === 'minute' ? Math.max(0, ...minutes.values()) : (hits * often.per) / Math.max(this.chars, 1);
      if (most > often.moreThan) findings.push(...this.tools.finish([first]).map((f) => ({ ...f, count: hits })));
    }
    for (const active of this.tools.judge.active) {
      const { rule } = active;
      const absent = rule.absent;
      if (!absent || !this.firstPlace) continue;
      if (absent.in === 'script') {
        if (this.chars < this.tools.minChars(rule) || absent.any.some((p) => this.seen.has(`${p}`))) continue;
        const trigger = this.triggers.get(`${rule.id}\n`);
        if (rule.find.length > 0 && !trigger) continue;
        const at = trigger ?? this.firstPlace;
        push(findings, this.tools.absent(active, at.script, at.span));
      } else {
        for (const [section, chars] of this.sectionChars) {
          if (chars < this.tools.minChars(rule) || absent.any.some((p) => this.seen.has(`${p}@${section}`))) continue;
          const trigger = this.triggers.get(`${rule.id}\n${section}`);
          if (rule.find.length > 0 && !trigger) continue;
          const place = this.firstScript?.sections[section];
          const at =
            trigger ??
            (place && this.firstScript
              ? { script: this.firstScript, span: firstUtterance(this.firstScript, section) ?? place }
              : this.firstPlace);
          push(findings, this.tools.absent(active, at.script, at.span));
        }
      }
    }
    return findings;
  }

  private sight(pattern: number, utterance: number, section: number): void {
    for (const key of [`${pattern}`, `${pattern}@${section}`]) {
      const seen = this.seen.get(key);
      if (seen) {
        seen.count++;
        seen.last = utterance;
      } else this.seen.set(key, { count: 1, first: utterance, last: utterance });
    }
    const list = this.recent.get(pattern);
    if (list) list.push(utterance);
    else this.recent.set(pattern, [utterance]);
  }

  /** A rule about what a script leaves out asks only where it was first called for. */
  private triggered(rule: Rule, section: number): boolean {
    return this.triggers.has(`${rule.id}\n`) && this.triggers.has(`${rule.id}\n${section}`);
  }

  /** Puts aside what cannot be judged yet. True if the hit is not to be reported now. */
  private defer(placed: Placed, utterance: number, section: number): boolean {
    const { judged, script, frame } = placed;
    const { rule } = judged;
    if (judged.verdict === 'exempt') return false;
    if (rule.absent) {
      const span = frame.utterance;
      for (const key of [`${rule.id}\n`, `${rule.id}\n${section}`])
        if (!this.triggers.has(key)) this.triggers.set(key, { script, span, section });
      return true;
    }
    if (rule.often) {
      const minute = Math.floor((frame.utterance.time?.start ?? 0) / 60_000);
      const count = this.counts.get(rule.id) ?? { hits: 0, first: placed, minutes: new Map() };
      count.hits++;
      if (frame.utterance.time) count.minutes.set(minute, (count.minutes.get(minute) ?? 0) + 1);
      this.counts.set(rule.id, count);
      return true;
    }
    const wide = judged.pending.some((n) => n.within === 'script' || n.within === 'section');
    if (!wide) return false;
    const bySection = judged.pending.some((n) => n.within === 'section');
    const key = bySection ? `${rule.id}\n${section}` : rule.id;
    const known = this.waiting.get(key);
    if (known) known.extra++;
    else this.waiting.set(key, { placed, utterance, section, extra: 0 });
    return true;
  }

  /** Decides needs that look a few utterances around. False if all of them are met. */
  private settle(placed: Placed, utterance: number): boolean {
    const { judged } = placed;
    if (judged.pending.length === 0) return true;
    const missing = judged.pending.filter((n) => !this.metNear(n, utterance));
    judged.missing.push(...missing);
    return judged.missing.length > 0;
  }

  private metNear(need: Need, utterance: number): boolean {
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

  private metWide(need: Need, utterance: number, section: number): boolean {
    let count = 0;
    for (const p of need.any) {
      const seen = this.seen.get(need.within === 'section' ? `${p}@${section}` : `${p}`);
      if (!seen) continue;
      if (need.where === 'before' && seen.first >= utterance) continue;
      if (need.where === 'after' && seen.last < utterance) continue;
      count += seen.count;
    }
    return count >= need.times;
  }

  private scopeChars(rule: Rule, section: number): number {
    return rule.needs.some((n) => n.within === 'section') ? (this.sectionChars.get(section) ?? 0) : this.chars;
  }
}

function firstUtterance(script: Script, section: number): Span | undefined {
  const u = script.utterances.find((x) => x.section === section);
  return u && { start: u.start, end: u.end };
}

function push<T>(list: T[], item: T | undefined): void {
  if (item) list.push(item);
}
