/** Judged hits → findings with their places, articles, messages and rewrites: where matching ends and telling begins. */
import { fingerprint } from './judge/fingerprint.js';
import type { Frame } from './judge/frame.js';
import type { Framing } from './judge/heard.js';
import type { Judge, Judged } from './judge/judge.js';
import { byPlace, merge } from './judge/merge.js';
import type { Placed } from './judge/session.js';
import type { ActiveRule } from './judge/settings.js';
import type { Suppressions } from './judge/suppressions.js';
import type { LinterOptions } from './lint.js';
import type { Basis, Finding, Rewrite, Script, ScriptMeta, Severity, Span, Utterance } from './model.js';
import { Recent } from './recent.js';
import { rewrite, type Target } from './rewrite/index.js';
import type { Rule } from './rules/program.js';
import { textScript } from './script.js';
import { suppressionFindings } from './suppression-findings.js';
import { toOriginal } from './text/fold.js';
import { isNoun, type Segmenter } from './text/segmenter.js';
import type { Told } from './told.js';
import type { Tools } from './tools.js';

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
/** Sentences whose rewrites are kept for sure; see Recent. */
const KEPT_SENTENCES = 2048;

/** Judged hits → findings with their places, articles, messages and rewrites. */
export class FindingWriter {
  private readonly sentences = new Recent<Rewrite[]>(KEPT_SENTENCES, () => 1);

  constructor(
    private readonly tools: Tools,
    private readonly options: LinterOptions,
    private readonly judge: Judge,
    private readonly meta: ScriptMeta,
    private readonly frame: Framing,
    private readonly suppressions: Suppressions,
    private readonly told: Told,
    private readonly segmenter: () => Segmenter,
  ) {}

  /** Findings of one utterance. `scope`: what had to be known for them, where one utterance does not tell. */
  finish(placed: Placed[], scope?: Finding['scope']): Finding[] {
    const script = placed[0]?.script;
    if (!script) return [];
    // Comments go by line and scopes by script: what one place tells, the next may not.
    const plain = scope === undefined && script.suppressions.length === 0;
    const again = plain ? this.told.again(placed) : undefined;
    if (again) return again;
    const findings = this.tell(placed, script, scope);
    if (plain) this.told.keep(placed, findings);
    return findings;
  }

  private tell(placed: Placed[], script: Script, scope: Finding['scope']): Finding[] {
    const findings = placed.map((p) => this.finding(p, scope));
    // Before anything is left out: a comment is needed for what it silences, whether or not that would be shown.
    const silenced = script.suppressions.length > 0 && findings.filter((f) => this.silence(f, script)).length > 0;
    const shown = findings.filter((f) => this.shown(f));
    if (shown.length === 0) return [];
    this.addRewrites(placed, shown);
    // A comment silences the rules it names and no other that hit the same words.
    if (!silenced) return merge(shown);
    return [...merge(shown.filter((f) => !f.suppression)), ...merge(shown.filter((f) => f.suppression))].sort(byPlace);
  }

  private shown(f: Finding): boolean {
    if (f.verdict === 'exempt') return this.options.showExempt ?? false;
    return this.passes(f.severity) && (!f.suppression || (this.options.showSuppressed ?? false));
  }

  private readonly passes = (severity: Severity) => RANK[severity] <= RANK[this.options.minSeverity ?? 'info'];

  /** Notes the comment that silences a finding; false where none does. What is exempt needs none. */
  private silence(f: Finding, script: Script): boolean {
    const by = f.verdict === 'exempt' ? undefined : this.suppressions.silencing(f, f.start.line, script);
    if (!by) return false;
    f.suppression = { line: by.place.line };
    if (by.reason !== undefined) f.suppression.reason = by.reason;
    if (by.until !== undefined) f.suppression.until = by.until;
    return true;
  }

  /** Whether a comment silences a hit that is put aside until more is known. */
  silenced({ judged, frame, script }: Placed): boolean {
    if (script.suppressions.length === 0) return false;
    const { line } = script.locate(this.original(frame, judged.hit).start);
    return this.suppressions.silencing({ rule: judged.rule.id, pack: judged.rule.pack }, line, script) !== undefined;
  }

  /** What is to be said of the comments themselves, after the last part. */
  ofComments(): Finding[] {
    return suppressionFindings(this.suppressions, this.options, this.tools.bundle.program, this.passes);
  }

  private finding({ judged, frame, script }: Placed, scope: Finding['scope']): Finding {
    const { rule } = judged;
    const span = this.original(frame, judged.hit);
    const sentence = this.sentenceOf(frame, judged.hit);
    const base = frame.utterance.start;
    const text = frame.written.slice(span.start - base, span.end - base);
    const { offset } = script.part;
    const finding: Finding = {
      path: script.path,
      rule: rule.id,
      title: this.options.lang === 'en' ? rule.titleEn : rule.title,
      pack: rule.pack,
      packVersion: rule.packVersion,
      category: rule.category,
      verdict: judged.verdict,
      severity: judged.severity,
      span: { start: span.start + offset, end: span.end + offset },
      start: script.locate(span.start),
      end: script.locate(span.end),
      text,
      sentence: { start: sentence.start + offset, end: sentence.end + offset, text: sentence.text },
      message: this.message(judged, frame),
      basis: judged.basis.map((id) => this.article(id)),
      missing: judged.missing.map((n) => (this.options.lang === 'en' ? (n.factEn ?? n.fact) : n.fact)),
      exemptions: judged.trials,
      rewrites: [],
      also: [],
      fingerprint: '',
    };
    if (judged.restored !== undefined) finding.restored = judged.restored;
    else {
      const folded = frame.text.slice(judged.hit.start, judged.hit.end);
      if (frame.folded.disguises.some((d) => d.start < judged.hit.end && d.end > judged.hit.start))
        finding.restored = folded;
    }
    if (scope) finding.scope = scope;
    finding.fingerprint = scope
      ? wholeFingerprint(rule.id, scope, script, frame.utterance.section)
      : fingerprint(rule.id, finding.restored ?? text, sentence.text);
    if (frame.utterance.speaker !== undefined) finding.speaker = frame.utterance.speaker;
    return finding;
  }

  /** A finding about what is missing from a script or section. */
  absent(active: ActiveRule, script: Script, span: Span): Finding | undefined {
    const { rule } = active;
    const change = active.changes.at(-1);
    const severity = active.severity ?? change?.severity ?? rule.severity;
    const scope = rule.absent?.in ?? 'script';
    const text = script.text.slice(span.start, span.end);
    const { offset } = script.part;
    const en = this.options.lang === 'en';
    const whole = { start: span.start + offset, end: span.end + offset };
    const finding: Finding = {
      path: script.path,
      rule: rule.id,
      title: en ? rule.titleEn : rule.title,
      pack: rule.pack,
      packVersion: rule.packVersion,
      category: rule.category,
      verdict: change?.verdict ?? rule.verdict,
      severity,
      span: whole,
      start: script.locate(span.start),
      end: script.locate(span.end),
      text,
      sentence: { ...whole, text },
      message: en ? (change?.sayEn ?? rule.sayEn) : (change?.say ?? rule.say),
      basis: (change?.basis ?? rule.basis).map((id) => this.article(id)),
      missing: [],
      exemptions: [],
      rewrites: [],
      also: [],
      fingerprint: wholeFingerprint(rule.id, scope, script, sectionAt(script, span.start)),
      scope,
    };
    this.silence(finding, script);
    if (!this.shown(finding)) return undefined;
    if (severity !== 'info') finding.rewrites = this.saidAfter(text, rule, script);
    return finding;
  }

  /** What is missing, said beside the sentence at hand. */
  private saidAfter(text: string, rule: Rule, script: Script): Rewrite[] {
    const limit = this.options.rewrites ?? 3;
    if (limit === 0 || rule.rewrite.length === 0) return [];
    const whole = { start: 0, end: text.length };
    const target: Target = {
      ...whole,
      clause: whole,
      captures: {},
      rule: rule.id,
      category: rule.category,
      alternatives: rule.rewrite,
      missing: [],
    };
    const like = { ...whole, section: 0, role: 'unknown' as const };
    return rewrite({
      sentence: text,
      targets: [target],
      phrases: this.tools.phrases,
      trade: this.meta.trade ?? this.options.trade,
      limit,
      relint: (said) => this.relint(said, script.utterances[0] ?? like),
      find: (pattern, said) => this.tools.matcher.findPattern(pattern, rule.pack, said.toLowerCase()),
    });
  }

  private original(frame: Frame, span: Span): Span {
    const { start, end } = toOriginal(frame.folded, span);
    const base = frame.utterance.start;
    return { start: base + start, end: base + end };
  }

  /** The sentence that holds the hit, without the space around it. */
  private sentenceOf(frame: Frame, hit: Span): Span & { text: string } {
    const { written, utterance } = frame;
    let { start, end } = toOriginal(frame.folded, frame.sentence(hit));
    while (start < end && /\s/.test(written[start] as string)) start++;
    while (end > start && /\s/.test(written[end - 1] as string)) end--;
    return { start: utterance.start + start, end: utterance.start + end, text: written.slice(start, end) };
  }

  private message(judged: Judged, frame: Frame): string {
    const { rule, find } = judged;
    const change = judged.active.changes.at(-1);
    const en = this.options.lang === 'en';
    const template = en ? (change?.sayEn ?? find.sayEn ?? rule.sayEn) : (change?.say ?? find.say ?? rule.say);
    const hit = judged.captures.written ?? frame.text.slice(judged.hit.start, judged.hit.end);
    const missing = judged.missing.map((n) => (en ? (n.factEn ?? n.fact) : n.fact)).join(en ? ', ' : '、');
    const told = fill(template, { hit, missing, ...judged.captures });
    if (!judged.doubted) return told;
    const { doubt } = this.tools.bundle.weighing;
    return en ? `${told} ${doubt['say-en']}` : `${told}${doubt.say}`;
  }

  private article(id: string): Basis {
    const entry = this.tools.bundle.program.law[id];
    const title = (this.options.lang === 'en' ? entry?.['title-en'] : undefined) ?? entry?.title ?? id;
    return { id, title, status: entry?.status ?? 'unverified' };
  }

  private addRewrites(placed: Placed[], findings: Finding[]): void {
    const limit = this.options.rewrites ?? 3;
    if (limit === 0) return;
    const bySentence = new Map<number, Finding[]>();
    for (const f of findings) {
      const list = bySentence.get(f.sentence.start);
      if (list) list.push(f);
      else bySentence.set(f.sentence.start, [f]);
    }
    const { script } = placed[0] as Placed;
    for (const group of bySentence.values()) {
      const { sentence } = group[0] as Finding;
      const inside = placed.filter(({ judged, frame }) => {
        const start = this.original(frame, judged.hit).start + script.part.offset;
        return start >= sentence.start && start < sentence.end && isToRewrite(judged);
      });
      const rewrites = this.rewritesOf(inside, sentence, script.part.offset, limit);
      for (const f of group) if (isToRewrite(f)) f.rewrites = rewrites;
    }
  }

  /** The same sentence with the same hits is composed once. */
  private rewritesOf(inside: Placed[], sentence: Finding['sentence'], base: number, limit: number): Rewrite[] {
    const first = inside[0];
    if (!first) return [];
    const targets = inside.map((p) => this.target(p.judged, p.frame, sentence.start - base));
    const { role } = first.frame.utterance;
    // The alternatives of a rule are long; which they are is told by the one of its patterns that was found.
    const hits = targets.map((target, i) => ({ ...target, alternatives: patternOf((inside[i] as Placed).judged) }));
    const key = JSON.stringify([sentence.text, role, hits]);
    let rewrites = this.sentences.get(key);
    if (!rewrites) {
      rewrites = this.compose(sentence.text, targets, first, limit);
      this.sentences.set(key, rewrites);
    }
    return rewrites;
  }

  private compose(sentence: string, targets: Target[], first: Placed, limit: number): Rewrite[] {
    return rewrite({
      sentence,
      targets,
      phrases: this.tools.phrases,
      trade: this.meta.trade ?? this.options.trade,
      limit,
      relint: (text) => this.relint(text, first.frame.utterance),
      find: (pattern, text) => this.tools.matcher.findPattern(pattern, first.judged.rule.pack, text.toLowerCase()),
      leans: (text, clause) => this.judge.leans(text.toLowerCase(), clause),
      hangs: (text, clause) => this.judge.hangs(text.toLowerCase(), clause),
      reads: (text, clause) => this.judge.reads(text.toLowerCase(), clause),
      begins: (piece) => this.judge.begins(this.segmenter().tag(piece.toLowerCase())),
      ends: (piece) => this.judge.ends(this.segmenter().tag(piece.toLowerCase())),
      starts: (text) => this.segmenter().starts(text),
      noun: (text, at) =>
        this.segmenter()
          .tag(text.toLowerCase())
          .some((token) => token.start === at && isNoun(token)),
    });
  }

  /** Errors and warnings in a text that would be said instead. */
  private relint(text: string, like: Utterance): Target[] {
    const utterance: Utterance = { ...like, start: 0, end: text.length };
    const script = textScript(text, [utterance]);
    const frame = this.frame(script, utterance);
    return this.judge
      .judge(frame, { alone: true })
      .filter((j) => j.verdict !== 'exempt' && j.severity !== 'info' && !j.rule.often && !j.rule.absent)
      .filter((j) => j.pending.length === 0 || j.missing.length > 0)
      .map((j) => this.target(j, frame, 0));
  }

  private target(judged: Judged, frame: Frame, sentenceStart: number): Target {
    const hit = this.original(frame, judged.hit);
    const clause = this.original(frame, frame.clause(judged.hit));
    const { start, end } = judged.hit;
    const disguised =
      judged.restored !== undefined || frame.folded.disguises.some((d) => d.start < end && d.end > start);
    return {
      start: hit.start - sentenceStart,
      end: hit.end - sentenceStart,
      clause: { start: clause.start - sentenceStart, end: clause.end - sentenceStart },
      captures: judged.captures,
      words: disguised ? (judged.restored ?? frame.text.slice(start, end)) : undefined,
      rule: judged.rule.id,
      category: judged.rule.category,
      alternatives: judged.find.rewrite ?? judged.rule.rewrite,
      missing: judged.missing.map((n) => n.fact),
      weighed: judged.rule.weigh !== undefined,
    };
  }
}

const patternOf = ({ rule, find }: Judged): number => rule.find.indexOf(find);

/** What is exempt or only advised stays as it was said. */
function isToRewrite({ verdict, severity }: Pick<Finding, 'verdict' | 'severity'>): boolean {
  return verdict !== 'exempt' && severity !== 'info';
}

/** A finding about a whole script or section is the same one wherever it is first seen; a section goes by its title. */
function wholeFingerprint(rule: string, scope: 'section' | 'script', script: Script, section: number): string {
  return fingerprint(rule, '', scope === 'section' ? (script.sections[section]?.title ?? '') : '');
}

function sectionAt({ sections }: Script, offset: number): number {
  return Math.max(
    0,
    sections.findLastIndex(({ start }) => start <= offset),
  );
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{([a-z][a-z0-9-]*)\}/g, (whole, name: string) => values[name] ?? whole);
}
