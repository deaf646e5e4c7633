/** What every linter of a process shares: the compiled rules, ready to match, fold and rewrite. */
import { Matcher } from './match/matcher.js';
import { compilePhrases, type Phrases } from './rewrite/index.js';
import type { RuleBundle } from './rules/build.js';
import { loadBundle } from './rules/bundle.js';
import { type FoldTables, loadFoldTables } from './text/tables.js';

/** Compiled rules shared by all linters of the process. */
export class Tools {
  readonly matcher: Matcher;
  readonly tables: FoldTables;
  private compiledPhrases: Phrases | undefined;

  constructor(readonly bundle: RuleBundle) {
    this.matcher = new Matcher(bundle.program);
    this.tables = loadFoldTables(bundle.text);
  }

  get phrases(): Phrases {
    this.compiledPhrases ??= compilePhrases(this.bundle.phrases);
    return this.compiledPhrases;
  }
}

let builtIn: Tools | undefined;

export function toolsFor(bundle: RuleBundle | undefined): Tools {
  if (bundle) return new Tools(bundle);
  builtIn ??= new Tools(loadBundle());
  return builtIn;
}
