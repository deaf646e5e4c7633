/** Hits → judged hits: exemptions, disclosures and evidence decide. One utterance at a time, no state between them. */
import type { Matcher, PatternMatch } from '../match/matcher.js';
import type { ExemptionTrial, Severity, Span, Verdict } from '../model.js';
import type { Find, Need, Program, Rule } from '../rules/program.js';
import type { Token } from '../text/segmenter.js';
import { Around } from './around.js';
import type { Frame } from './frame.js';
import { longest } from './longest.js';
import { type Owner, Owners } from './owners.js';
import type { Sign } from './scale.js';
import { type ActiveRule, activate, type Evidence, type Settings, termsOf } from './settings.js';
import { Watch } from './watch.js';
import { Weighing } from './weigh.js';

/** A hit with its verdict. Offsets are into the utterance's folded text. */
export interface Judged {
  active: ActiveRule;
  rule: Rule;
  find: Find;
  hit: Span;
  captures: Record<string, string>;
  verdict: Verdict;
  severity: Severity;
  basis: string[];
  trials: ExemptionTrial[];
  missing: Need[];
  /** needs that only other utterances can meet */
  pending: Need[];
  restored?: string;
  /** the text around it reads lawful: told as advice */
  doubted?: boolean;
}

/** A place where a watched-for pattern of a script-wide need stands. */
export interface Sighting extends Span {
  pattern: number;
}

export type Trace = (event: TraceEvent) => void;
export type TraceEvent =
  | { kind: 'match'; rule: string; pattern: string; span: Span; text: string }
  | {
      kind: 'dropped';
      rule: string;
      span: Span;
      text: string;
      why: 'edge' | 'with' | 'without' | 'overlap' | 'role';
      by?: string;
    }
  | { kind: 'spare'; rule: string; span: Span; trial: ExemptionTrial }
  | { kind: 'need'; rule: string; span: Span; fact: string; met: boolean; by?: string }
  | { kind: 'evidence'; rule: string; span: Span; id: string }
  | { kind: 'doubted'; rule: string; span: Span; score: number; trust: number }
  | { kind: 'outweighed'; rule: string; span: Span; category: string; lead: number }
  | { kind: 'weighed'; rule: string; span: Span; text: string; score: number; over: number; signs: Sign[] };

/** What is asked of one judgement beside its hits. */
export interface Asked {
  /** gets what script-wide needs wait for */
  sighted?: (sighting: Sighting) => void;
  /** pattern → 0 if its matches are of no use; default: all that `watch` would name */
  wanted?: Uint8Array;
  /** only what can be said of one utterance: neither sightings nor rules about the whole script */
  alone?: boolean;
}

/** A hit longer than this is a phrase; a dictionary word that straddles its edge is the segmenter's guess, not another reading. */
const LONGEST_WORDLIKE = 4;

export class Judge {
  private readonly owners: Owners;
  private readonly watched = new Set<number>();
  /** pattern → 1 if a rule that judges an utterance alone looks for it */
  private readonly single: Uint8Array;
  private all: Uint8Array | undefined;
  private readonly disguised: Owner[] = [];
  private readonly weighing: Weighing;
  readonly active: ActiveRule[] = [];

  constructor(
    private readonly program: Program,
    private readonly matcher: Matcher,
    private readonly settings: Settings,
    private readonly trace?: Trace,
  ) {
    const count = program.entries.length / 3;
    this.owners = new Owners(count);
    this.single = new Uint8Array(count);
    for (const rule of program.rules) {
      const active = activate(rule, settings);
      if (!active) continue;
      this.active.push(active);
      const own = isWhole(rule) ? 0 : 1;
      const { find: finds } = rule;
      for (let i = 0; i < finds.length; i++) {
        const find = finds[i] as Find;
        if (find.disguised) this.disguised.push({ active, find });
        if (find.p === undefined) continue;
        this.owners.add(find.p, active, find);
        if (own === 1) this.single[find.p] = 1;
      }
      for (const need of rule.needs) if (isWide(need)) for (const p of need.any) this.watched.add(p);
      for (const p of rule.absent?.any ?? []) this.watched.add(p);
    }
    this.weighing = new Weighing(program.signs, this.active);
  }

  /** What a script has to be searched for, while nothing of it is known. */
  watch(): Watch {
    return new Watch(this.active, this.single.length);
  }

  private everything(): Uint8Array {
    this.all ??= this.watch().wanted;
    return this.all;
  }

  /** How much a clause of a breach reads like the one that makes it one. */
  leans(text: string, clause: Span): number {
    return this.weighing.place(text, clause);
  }

  /** How much a clause reads like a breach by itself. */
  reads(text: string, clause: Span): number {
    return this.weighing.breach(text, clause);
  }

  /** How much a clause beside a breach reads like one that says nothing without it. */
  hangs(text: string, clause: Span): number {
    return this.weighing.leftover(text, clause);
  }

  /** How much a piece of a clause, in words, reads like one with which a clause may begin. */
  begins(words: readonly Token[]): number {
    return this.weighing.begins(words);
  }

  /** How much a piece of a clause, in words, reads like one with which a clause may end. */
  ends(words: readonly Token[]): number {
    return this.weighing.ends(words);
  }

  /** All hits of an utterance, judged; the exempt ones too. */
  judge(frame: Frame, { sighted, wanted, alone = false }: Asked = {}): Judged[] {
    const { role } = frame.utterance;
    this.matcher.load(frame.text, frame.view());
    const byRule = new Map<string, { owner: Owner; match: PatternMatch }[]>();
    // A trace wants to see every hit.
    const own = alone && this.trace === undefined;
    const found = (match: PatternMatch) => {
      const { pattern } = match;
      if (sighted && this.watched.has(pattern)) sighted({ pattern, start: match.start, end: match.end });
      for (const owner of this.owners.of(pattern)) {
        const { rule } = owner.active;
        if (!rule.roles.includes(role)) continue;
        if (own && isWhole(rule)) continue;
        const list = byRule.get(rule.id);
        if (list) list.push({ owner, match });
        else byRule.set(rule.id, [{ owner, match }]);
      }
    };
    if (own) this.matcher.findAll(frame.text, found, this.single);
    else this.matcher.findAll(frame.text, found, wanted ?? this.everything());
    const judged: Judged[] = [];
    const near = new Around(this.matcher, frame);
    for (const matches of byRule.values())
      for (const { owner, match } of longest(matches)) {
        this.trace?.({
          kind: 'match',
          rule: owner.active.rule.id,
          pattern: this.source(match.pattern),
          span: match.mark,
          text: frame.text.slice(match.mark.start, match.mark.end),
        });
        const one = this.one(frame, near, owner, match.mark, match.captures);
        if (one) judged.push(one);
      }
    for (const owner of this.disguised)
      for (const d of frame.folded.disguises) {
        if (!owner.active.rule.roles.includes(role)) continue;
        const one = this.one(
          frame,
          near,
          owner,
          { start: d.start, end: d.end },
          { written: d.written, restored: d.restored },
          true,
        );
        if (one) judged.push({ ...one, restored: d.restored });
      }
    if (!this.settings.weighing) return judged.sort(inText);
    for (const one of this.weighing.doubted(frame, judged, this.trace)) {
      one.doubted = true;
      one.verdict = 'advice';
      one.severity = 'info';
    }
    const outweighed = new Set<Judged>();
    for (const { active, hit, signs, instead } of this.weighing.suspects(frame, judged, this.trace)) {
      const one = this.one(frame, near, { active, find: {} }, hit, { signs }, true);
      if (one) judged.push(one);
      if (one && one.verdict !== 'exempt') for (const other of instead) outweighed.add(other);
    }
    return (outweighed.size > 0 ? judged.filter((one) => !outweighed.has(one)) : judged).sort(inText);
  }

  private source(pattern: number): string {
    return this.program.patterns[pattern]?.[0] ?? '';
  }

  private one(
    frame: Frame,
    near: Around,
    owner: Owner,
    hit: Span,
    captures: Record<string, string>,
    whole = false,
  ): Judged | undefined {
    const { active, find } = owner;
    const { rule } = active;
    const terms = termsOf(active);
    const text = frame.text.slice(hit.start, hit.end);
    const drop = (why: 'edge' | 'with' | 'without', by?: string) => {
      this.trace?.({ kind: 'dropped', rule: rule.id, span: hit, text, why, by });
      return undefined;
    };
    for (const c of terms.without) {
      const by = near.first(c, hit);
      if (by !== undefined) return drop('without', by);
    }
    for (const c of terms.with) if (near.first(c, hit) === undefined) return drop('with');
    if (terms.edges === 'word' && !whole && hit.end - hit.start <= LONGEST_WORDLIKE) {
      const word = frame.straddling(hit);
      if (word !== undefined) return drop('edge', word);
    }
    const trials: ExemptionTrial[] = [];
    let verdict: Verdict = find.verdict ?? terms.verdict;
    let severity: Severity =
      find.severity ?? (find.verdict ? severityOf(find.verdict, terms.severity) : terms.severity);
    let basis = terms.basis;
    for (const change of active.changes) {
      verdict = change.verdict ?? verdict;
      severity = change.severity ?? (change.verdict ? severityOf(change.verdict, severity) : severity);
      basis = change.basis ?? basis;
    }
    severity = active.severity ?? severity;
    const judged: Judged = {
      active,
      rule,
      find,
      hit,
      captures,
      verdict,
      severity,
      basis,
      trials,
      missing: [],
      pending: [],
    };
    for (const spare of terms.spare) {
      const trial = near.tries(spare, hit, this.settings.lang);
      if (!trial) continue;
      trials.push(trial);
      this.trace?.({ kind: 'spare', rule: rule.id, span: hit, trial });
      if (trial.held) return { ...judged, verdict: 'exempt' };
    }
    if (terms.needs.length > 0) {
      for (const need of terms.needs) {
        if (isWide(need)) {
          judged.pending.push(need);
          continue;
        }
        const by = near.said(need, hit);
        this.trace?.({ kind: 'need', rule: rule.id, span: hit, fact: need.fact, met: by !== undefined, by });
        if (by === undefined) judged.missing.push(need);
      }
      if (judged.missing.length === 0 && judged.pending.length === 0) {
        trials.push({ because: factNames(terms.needs, this.settings.lang), held: true });
        return { ...judged, verdict: 'exempt' };
      }
    }
    if (terms.evidence) {
      const proof = this.proof(frame, hit, text);
      if (proof) {
        this.trace?.({ kind: 'evidence', rule: rule.id, span: hit, id: proof.id });
        trials.push({ because: proof.id, held: true, by: proof.id });
        return { ...judged, verdict: 'exempt' };
      }
    }
    return judged;
  }

  private proof(frame: Frame, hit: Span, text: string): Evidence | undefined {
    const { evidence, today } = this.settings;
    if (evidence.length === 0) return undefined;
    const clause = frame.clause(hit);
    const around = frame.text.slice(clause.start, clause.end);
    return evidence.find((e) => {
      if (e.validUntil && e.validUntil < today) return false;
      if (e.validFrom && e.validFrom > today) return false;
      if (e.covers?.some((w) => around.includes(w.toLowerCase()))) return true;
      return e.claim !== undefined && (e.claim.includes(text) || around.includes(e.claim.toLowerCase()));
    });
  }
}

/** As they stand in the text, whatever led to them: the order in which a sentence is said anew depends on it. */
function inText(a: Judged, b: Judged): number {
  return a.hit.start - b.hit.start || b.hit.end - a.hit.end || (a.rule.id < b.rule.id ? -1 : 1);
}

/** Whether a rule says something of a script as a whole: what it leaves out, or says too often. */
function isWhole(rule: Rule): boolean {
  return rule.often !== undefined || rule.absent !== undefined;
}

function isWide(need: Need): boolean {
  return typeof need.within === 'number' || need.within === 'section' || need.within === 'script';
}

function severityOf(verdict: Verdict, fallback: Severity): Severity {
  if (verdict === 'advice') return 'info';
  if (verdict === 'violation') return 'error';
  return fallback === 'error' ? 'error' : 'warning';
}

function factNames(needs: Need[], lang: 'zh' | 'en'): string {
  return needs.map((n) => (lang === 'en' ? (n.factEn ?? n.fact) : n.fact)).join(lang === 'en' ? ', ' : '、');
}
