import { conditions, marked, settingsFor } from '../../examples.js';
import { createLinter, type Linter } from '../../lint.js';
import type { RewriteKind } from '../../model.js';
import type { RuleBundle, RuleSources } from '../../rules/build.js';
import { textScript } from '../../script.js';

/** A bad example with what koubo really says of it. */
export interface ShownExample {
  /** with ⟦ ⟧ around what is reported */
  text: string;
  message?: string;
  /** the whole example with its sentence rewritten; empty: leave it out */
  instead?: { text: string; kind: RewriteKind };
}

/** As many are shown with their rewrite; the others without. */
const REWRITTEN = 5;

/** Checks the examples of rules as `koubo rules test` does, one linter for all that need the same settings. */
export class ExampleRunner {
  private readonly linters = new Map<string, Linter>();

  constructor(
    private readonly bundle: RuleBundle,
    private readonly sources: RuleSources,
    private readonly lang: 'zh' | 'en',
  ) {}

  bad(id: string): ShownExample[] {
    for (const { source: pack } of this.sources.packs) {
      const rule = pack.rules.find((one) => one.id === id);
      if (!rule) continue;
      const base = settingsFor(rule, pack);
      return rule.examples.bad.map((example, index) =>
        index < REWRITTEN ? this.shown(id, example.text, { ...base, ...conditions(example) }) : { text: example.text },
      );
    }
    return [];
  }

  private shown(id: string, example: string, settings: object): ShownExample {
    const { text } = marked(example);
    const findings = this.linter(settings).lint(textScript(text));
    const own =
      findings.find(({ rule }) => rule === id) ?? findings.find(({ also }) => also.some(({ rule }) => rule === id));
    const best = own?.rewrites[0];
    if (!own) return { text: example };
    const shown: ShownExample = { text: example, ...(own.rule === id ? { message: own.message } : {}) };
    if (!best) return shown;
    const { start, end } = own.sentence;
    return {
      ...shown,
      instead: { text: `${text.slice(0, start)}${best.text}${text.slice(end)}`.trim(), kind: best.kind },
    };
  }

  private linter(settings: object): Linter {
    const key = JSON.stringify(settings);
    let linter = this.linters.get(key);
    if (!linter) {
      linter = createLinter({ ...settings, lang: this.lang, bundle: this.bundle });
      this.linters.set(key, linter);
    }
    return linter;
  }
}
