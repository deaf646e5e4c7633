/**
 * The pipeline: script → sentences → hits → findings → rewrites. Reads no file but the compiled rules, prints nothing.
 */

import { FindingWriter } from './findings.js';
import { Frame } from './judge/frame.js';
import { type Framing, Heard, listen } from './judge/heard.js';
import { Judge, type Trace } from './judge/judge.js';
import { byPlace } from './judge/merge.js';
import type { RuleOptions } from './judge/rule-options.js';
import type { RuleTimes } from './judge/rule-times.js';
import { Session } from './judge/session.js';
import { type Evidence, mergeEvidence, type Settings } from './judge/settings.js';
import type { Finding, Script, ScriptMeta, Severity, Utterance } from './model.js';
import type { RuleBundle } from './rules/build.js';
import type { PackInfo, Rule } from './rules/program.js';
import { suppressionsFor } from './suppression-findings.js';
import { fold } from './text/fold.js';
import { Layout } from './text/layout.js';
import type { Segmenter, SegmenterName } from './text/segmenter.js';
import { createSegmenter } from './text/segmenters/index.js';
import { sentences } from './text/split.js';
import { Told } from './told.js';
import { type Tools, toolsFor } from './tools.js';

export interface LinterOptions {
  trade?: string;
  platform?: string;
  /** run only these packs and rules; empty: all that are on */
  packs?: string[];
  rules?: string[];
  /** rules or packs switched off */
  off?: string[];
  /** per-rule severity */
  severities?: Record<string, Severity | 'off'>;
  /** per-rule measures, where a rule has any */
  ruleOptions?: Record<string, RuleOptions>;
  evidence?: Evidence[];
  /** findings below it are left out */
  minSeverity?: Severity;
  /** report what an exemption cleared, too */
  showExempt?: boolean;
  /** also return what a suppression comment silences, with `suppression` set */
  showSuppressed?: boolean;
  /** report suppression comments that give no reason */
  requireReason?: boolean;
  /** weigh texts as a whole, beside what rules find in them; default true */
  weighing?: boolean;
  /** rewrites wanted for each sentence, 0–3; default 3 */
  rewrites?: number;
  lang?: 'zh' | 'en';
  /** ISO date against which evidence and rules are dated; default today */
  today?: string;
  segmenter?: SegmenterName;
  /** compiled rules to use instead of the built-in ones */
  bundle?: RuleBundle;
  trace?: Trace;
  /** gets the time that each rule's patterns take; slows everything down */
  times?: RuleTimes;
  /** judge whole-script rules on a script of any length; for testing rules on short examples */
  minChars?: number;
}

export interface Linter {
  readonly packs: readonly PackInfo[];
  readonly rules: readonly Rule[];
  /** Findings of a whole script, in order. Offsets are into the script's text. */
  lint(script: Script): Finding[];
  /** For a script that comes in parts. `prompt`: it is being spoken, and each finding is wanted as soon as it is one. */
  open(meta?: ScriptMeta, options?: { prompt?: boolean }): OpenScript;
  /** Loads what is otherwise loaded for the first hit. */
  ready(): void;
}

/** A script on its way: the findings of each part, and those that only its end tells. */
export interface OpenScript {
  feed(part: Script): Finding[];
  end(): Finding[];
}

/** Characters judged at once: several sentences, longer than any pattern and any exemption reaches. */
const LONGEST_PIECE = 480;

export function createLinter(options: LinterOptions = {}): Linter {
  return new RuleLinter(options, toolsFor(options.bundle));
}

class RuleLinter implements Linter {
  private readonly judges = new Map<string, Judge>();
  private readonly ownJudges = new WeakMap<readonly Evidence[], Map<string, Judge>>();
  private readonly heard = new Heard();
  private readonly told = new Told();
  private loadedSegmenter: Segmenter | undefined;

  constructor(
    private readonly options: LinterOptions,
    private readonly tools: Tools,
  ) {
    options.times?.watch(tools.matcher, tools.bundle.program);
  }

  get packs(): readonly PackInfo[] {
    return this.tools.bundle.program.packs;
  }

  get rules(): readonly Rule[] {
    return this.tools.bundle.program.rules;
  }

  lint(script: Script): Finding[] {
    const session = this.open(script.meta);
    return [...session.feed(script), ...session.end()].sort(byPlace);
  }

  open(meta: ScriptMeta = {}, { prompt = false }: { prompt?: boolean } = {}): OpenScript {
    const judge = this.judge(meta);
    const active = judge.active.map(({ rule }) => rule.id);
    const suppressions = suppressionsFor(this.options, this.tools.bundle.program, active);
    const frame: Framing = (script, utterance, text) => this.frame(script, utterance, text);
    const writer = new FindingWriter(this.tools, this.options, judge, meta, frame, suppressions, this.told, () =>
      this.segmenter(),
    );
    const session = new Session({
      minChars: (rule) => this.options.minChars ?? rule.minChars,
      judge,
      pieces: (script, utterance) => this.pieces(script, utterance),
      // Who wants to see judging, or how long it takes, is shown it every time.
      hear:
        this.options.trace || this.options.times
          ? (script, piece, watch) => listen(judge, frame(script, piece), watch)
          : this.heard.by(judge, frame),
      finish: (placed, scope) => writer.finish(placed, scope),
      silenced: (placed) => writer.silenced(placed),
      absent: (active, script, span) => writer.absent(active, script, span),
      prompt,
    });
    return {
      feed: (part) => {
        suppressions.see(part);
        return session.feed(part).sort(byPlace);
      },
      end: () => [...session.end(), ...writer.ofComments()].sort(byPlace),
    };
  }

  ready(): void {
    this.segmenter().tag('koubo');
    this.judge({});
  }

  private judge(meta: ScriptMeta): Judge {
    const { options, tools } = this;
    const settings: Settings = {
      trade: meta.trade ?? options.trade,
      platform: meta.platform ?? options.platform,
      packs: options.packs ?? [],
      rules: options.rules ?? [],
      off: options.off ?? [],
      severities: options.severities ?? {},
      options: options.ruleOptions ?? {},
      evidence: mergeEvidence(options.evidence ?? [], meta.evidence ?? []),
      today: options.today ?? new Date().toISOString().slice(0, 10),
      lang: options.lang ?? 'zh',
      showExempt: options.showExempt ?? false,
      weighing: options.weighing ?? true,
      rewrites: options.rewrites ?? 3,
    };
    const judges = this.judgesFor(meta);
    const key = `${settings.trade}\n${settings.platform}`;
    let judge = judges.get(key);
    if (!judge) {
      judge = new Judge(tools.bundle.program, tools.matcher, settings, options.trace);
      judges.set(key, judge);
    }
    return judge;
  }

  /** Scripts with evidence of their own have judges of their own, which go when the script does. */
  private judgesFor({ evidence }: ScriptMeta): Map<string, Judge> {
    if (evidence === undefined || evidence.length === 0) return this.judges;
    const judges = this.ownJudges.get(evidence) ?? new Map<string, Judge>();
    this.ownJudges.set(evidence, judges);
    return judges;
  }

  private segmenter(): Segmenter {
    this.loadedSegmenter ??= createSegmenter(this.options.segmenter);
    return this.loadedSegmenter;
  }

  /**
   * An utterance as it is judged: whole, or in runs of sentences where a recogniser gave an hour as one line. What is
   * judged at once is bounded, so that no line costs more than its length.
   */
  private pieces(script: Script, utterance: Utterance): Utterance[] {
    if (utterance.end - utterance.start <= LONGEST_PIECE) return [utterance];
    const pieces: Utterance[] = [];
    let start = utterance.start;
    let end = start;
    for (const s of sentences(script.text.slice(utterance.start, utterance.end), this.tools.tables)) {
      const next = utterance.start + s.end;
      if (next - start > LONGEST_PIECE && end > start) {
        pieces.push({ ...utterance, start, end });
        start = end;
      }
      end = next;
    }
    if (end > start) pieces.push({ ...utterance, start, end });
    return pieces;
  }

  private frame(script: Script, utterance: Utterance, text = script.text.slice(utterance.start, utterance.end)): Frame {
    const { tables } = this.tools;
    const folded = fold(text, tables);
    return new Frame(utterance, text, folded, () => this.segmenter(), new Layout(folded.text, tables));
  }
}
