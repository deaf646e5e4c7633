/**
 * Fits rules/signs.json: how much each short run of characters speaks for a breach, and of which category.
 *
 * `npm run signs` reads fixtures/labelled/ (see its README) and the examples of all rules, folds each text as the linter
 * does, and fits logistic regressions over signs of one to three characters: one for "breaks a rule at all", one for which
 * clause of a breach it is, and one a category among breaches. The weights that matter least are dropped and the rest fitted again. The same input gives the same file.
 * `--also FILE…` fits on further labelled texts, such as cannot be published: one JSON record a line, as `koubo eval` reads them.
 * `npm run signs -- --folds` instead leaves out each tenth of the labelled texts in turn and says how well they are told.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecords } from '../src/eval/record.js';
import { marked } from '../src/examples.js';
import { Scale } from '../src/judge/scale.js';
import { BREACH, hashSign, LONGEST_SIGN, PLACE, packSigns, SignReader, type SignWeights } from '../src/judge/signs.js';
import { createLinter } from '../src/lint.js';
import type { Span } from '../src/model.js';
import { loadBundle, loadSources } from '../src/rules/bundle.js';
import { textScript } from '../src/script.js';
import { fold, toOriginal } from '../src/text/fold.js';
import { Layout } from '../src/text/layout.js';
import { loadFoldTables } from '../src/text/tables.js';
import { type LabelledText, readLabelled } from './labelled.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'fixtures/labelled');

/** Signs kept. More tell rare turns of phrase apart a little better and make the file larger. */
const KEPT = 12_000;
const EPOCHS = 20;
const RATE = 0.2;
const DECAY = 1e-4;
/** Examples of rules are fragments written to be caught by one pattern; they count for less than whole utterances. */
const EXAMPLE_WEIGHT = 0.4;
const SCALE = 100;
/** Characters of a clause that must be marked. */
const LEAST_SHARED = 3;
/** Signs kept for telling which clause it is, beside those that tell whether. */
const KEPT_FOR_PLACE = 3000;

interface Sample {
  signs: string[];
  categories: readonly string[];
  weight: number;
  /** the clauses of a breach: whether each holds what is marked */
  clauses: { signs: string[]; marked: boolean }[];
}

const tables = loadFoldTables(loadBundle().text);
const reader = new SignReader();

function signsOf(folded: string, span: Span = { start: 0, end: folded.length }): string[] {
  reader.read(folded, span);
  const found = new Set<string>();
  for (let at = 0; at < reader.length; at++)
    for (let n = 1; n <= LONGEST_SIGN && at + n <= reader.length; n++) found.add(reader.sign(at, n));
  return [...found];
}

function sample({ text, categories, spans }: LabelledText, weight = 1): Sample {
  const folded = fold(text, tables);
  const clauses: Sample['clauses'] = [];
  if (categories.length > 0 && spans.length > 0) {
    const layout = new Layout(folded.text, tables);
    layout.sentences.forEach((_, i) => {
      for (const clause of layout.clausesOf(i)) {
        const { start, end } = toOriginal(folded, clause);
        const shared = spans.map((s) => Math.min(s.end, end) - Math.max(s.start, start));
        clauses.push({ signs: signsOf(folded.text, clause), marked: Math.max(...shared) >= LEAST_SHARED });
      }
    });
  }
  return { signs: signsOf(folded.text), categories, weight, clauses };
}

function labelled(): LabelledText[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files.sort().flatMap((name) => readLabelled(readFileSync(join(folder, name), 'utf8'), name));
}

function examples(): LabelledText[] {
  const found: LabelledText[] = [];
  for (const { source: pack } of loadSources().packs)
    for (const rule of pack.rules) {
      const category = rule.category ?? pack.category ?? pack.pack;
      if (rule.verdict === 'advice' || rule.absent || rule.often || pack.trade || pack.platform || rule.trades)
        continue;
      if (rule.weigh) continue;
      for (const [kind, categories] of [
        ['bad', [category]],
        ['good', []],
      ] as const)
        for (const example of rule.examples[kind])
          if (!('lines' in example) && !('trade' in example))
            found.push({ ...marked(example.text), categories: [...categories], place: rule.id });
    }
  return found;
}

/** Numbers in [0, 1), the same ones every time. */
function random(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

interface Fitted {
  bias: number;
  weights: Map<string, number>;
}

interface Case {
  signs: string[];
  weight: number;
}

/** Logistic regression by stochastic descent with a rate of its own for every sign (AdaGrad). */
function regress<T extends Case>(
  samples: readonly T[],
  positive: (s: T) => boolean,
  known: ReadonlySet<string> | undefined,
): Fitted {
  const ids = new Map<string, number>();
  const rows = samples.map(({ signs }) =>
    signs
      .filter((sign) => known === undefined || known.has(sign))
      .map((sign) => {
        const id = ids.get(sign) ?? ids.size;
        ids.set(sign, id);
        return id;
      }),
  );
  const weights = new Float64Array(ids.size);
  const moved = new Float64Array(ids.size).fill(1e-8);
  let bias = 0;
  const next = random();
  const order = samples.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const i of order) {
      const row = rows[i] as number[];
      const { weight } = samples[i] as T;
      const norm = 1 / Math.sqrt(row.length || 1);
      let score = bias;
      for (const id of row) score += weights[id]! * norm;
      const error = (1 / (1 + Math.exp(-score)) - Number(positive(samples[i] as T))) * weight;
      for (const id of row) {
        const slope = error * norm + DECAY * weights[id]!;
        moved[id]! += slope * slope;
        weights[id]! -= (RATE * slope) / Math.sqrt(moved[id]!);
      }
      bias -= 0.02 * error;
    }
  }
  return { bias, weights: new Map([...ids].map(([sign, id]) => [sign, weights[id]!])) };
}

function fitAll(samples: readonly Sample[]): Omit<SignWeights, 'trust'> {
  const breach = (s: Sample) => s.categories.length > 0;
  const all = regress(samples, breach, undefined);
  const breaches = samples.filter(breach);
  const clauses = breaches.flatMap((s) => s.clauses.map((c) => ({ ...c, weight: s.weight })));
  const isMarked = (c: { marked: boolean }) => c.marked;
  const most = (fitted: Fitted, cases: readonly Case[], count: number): string[] => {
    const often = new Map<string, number>();
    for (const { signs } of cases) for (const sign of signs) often.set(sign, (often.get(sign) ?? 0) + 1);
    const worth = (sign: string) => Math.abs(fitted.weights.get(sign) ?? 0) * Math.sqrt(often.get(sign) ?? 0);
    return [...fitted.weights.keys()].sort((a, b) => worth(b) - worth(a) || (a < b ? -1 : 1)).slice(0, count);
  };
  const kept = [
    ...new Set([...most(all, samples, KEPT), ...most(regress(clauses, isMarked, undefined), clauses, KEPT_FOR_PLACE)]),
  ];
  const known = new Set(kept);
  const categories = [...new Set(breaches.flatMap((s) => s.categories))].sort();
  const fits = [
    regress(samples, breach, known),
    regress(clauses, isMarked, known),
    ...categories.map((category) => regress(breaches, (s) => s.categories.includes(category), known)),
  ];
  const whole = (n: number) => Math.round(n * SCALE) || 0;
  const signs: SignWeights['signs'] = {};
  const hashes = new Set<number>();
  for (const sign of kept.sort((a, b) => (a < b ? -1 : 1))) {
    // Two signs of one hash could not be told apart; it has not happened to two that matter.
    const hash = hashSign(sign);
    if (hashes.has(hash)) continue;
    hashes.add(hash);
    const weights = fits.map(({ weights }) => whole(weights.get(sign) ?? 0));
    if (weights.some((w) => w !== 0)) signs[sign] = weights;
  }
  return { outputs: [BREACH, PLACE, ...categories], scale: SCALE, bias: fits.map(({ bias }) => whole(bias)), signs };
}

/** One sign a line, so that a new fitting can be read as a difference. */
function written({ outputs, scale, bias, trust, signs }: SignWeights): string {
  const rows = Object.entries(signs).map(([sign, weights]) => `${JSON.stringify(sign)}:${JSON.stringify(weights)}`);
  const trusts = JSON.stringify(trust, undefined, 1);
  const head = `{"outputs":${JSON.stringify(outputs)},"scale":${scale},"bias":${JSON.stringify(bias)},`;
  return `${head}\n"trust":${trusts},\n"signs":{\n${rows.join(',\n')}\n}}\n`;
}

/** Parts of the labelled texts, left out in turn; the sides of a pair, which stand together, mostly stay together. */
const PARTS = 10;
const NO_TRUST = { rules: {}, other: 0 };

/** What each labelled text weighs by weights that were fitted without it. */
function leftOut(texts: readonly LabelledText[], samples: readonly Sample[], others: readonly Sample[]): number[] {
  const scores: number[] = texts.map(() => 0);
  const side = (i: number) => Math.floor(i / 7) % PARTS;
  for (let part = 0; part < PARTS; part++) {
    const fitted = fitAll([...samples.filter((_, i) => side(i) !== part), ...others]);
    const scale = new Scale(packSigns({ ...fitted, trust: NO_TRUST }));
    texts.forEach(({ text }, i) => {
      if (side(i) !== part) return;
      const folded = fold(text, tables).text;
      const weighed = scale.weigh(folded, { start: 0, end: folded.length }, Number.NEGATIVE_INFINITY);
      scores[i] = weighed?.score ?? 0;
    });
  }
  return scores;
}

/** A hit is doubted only where a breach is less likely than this: what is missed costs more than what is told in vain. */
const LEAST_LIKELY = 0.45;
/** How far, on the scale of the score, the trust in one rule may be expected to lie from that in the others. */
const SPREAD = 1;

/** How much the hits of each rule speak for a breach beside what the text weighs. */
function fitTrust(texts: readonly LabelledText[], scores: readonly number[]): SignWeights['trust'] {
  const linter = createLinter({ weighing: false, rewrites: 0, minSeverity: 'warning' });
  const hits = new Map<string, { score: number; breach: number }[]>();
  texts.forEach(({ text, categories }, i) => {
    const rules = new Set(linter.lint(textScript(text)).flatMap((f) => [f.rule, ...f.also.map((a) => a.rule)]));
    for (const rule of rules) {
      const list = hits.get(rule) ?? [];
      list.push({ score: scores[i] as number, breach: Number(categories.length > 0) });
      hits.set(rule, list);
    }
  });
  /** the likeliest trust, if it is expected near `mean` */
  const likeliest = (list: { score: number; breach: number }[], mean: number, spread: number): number => {
    let trust = mean;
    for (let step = 0; step < 30; step++) {
      let slope = (mean - trust) / spread ** 2;
      let curve = 1 / spread ** 2;
      for (const { score, breach } of list) {
        const likely = 1 / (1 + Math.exp(-score - trust));
        slope += breach - likely;
        curve += likely * (1 - likely);
      }
      trust += Math.max(-1, Math.min(1, slope / curve));
    }
    return trust;
  };
  const other = likeliest([...hits.values()].flat(), 0, 100);
  const caution = -Math.log(LEAST_LIKELY / (1 - LEAST_LIKELY));
  const rules: Record<string, number> = {};
  for (const [rule, list] of [...hits].sort(([a], [b]) => (a < b ? -1 : 1)))
    rules[rule] = Number((likeliest(list, other, SPREAD) + caution).toFixed(2));
  return { other: Number((other + caution).toFixed(2)), rules };
}

/** Further texts, in the form that `koubo eval` reads; they are fitted on, but rules are not judged by them. */
function further(): LabelledText[] {
  const at = process.argv.indexOf('--also');
  const files = at < 0 ? [] : process.argv.slice(at + 1);
  return files.flatMap((file) =>
    parseRecords(readFileSync(file, 'utf8')).map(({ id, text, categories, spans }) => ({
      text,
      categories,
      spans,
      place: id,
    })),
  );
}

const texts = labelled();
const samples = texts.map((t) => sample(t));
const others = [...examples().map((e) => sample(e, EXAMPLE_WEIGHT)), ...further().map((t) => sample(t))];
const scores = leftOut(texts, samples, others);
if (process.argv.includes('--folds')) {
  for (const over of [-1, -0.5, 0, 0.5, 1, 1.5, 2]) {
    const told = texts.filter((_, i) => (scores[i] as number) > over);
    const right = told.filter((t) => t.categories.length > 0).length;
    const all = texts.filter((t) => t.categories.length > 0).length;
    console.log(`over ${over}: precision ${(right / told.length).toFixed(3)}, recall ${(right / all).toFixed(3)}`);
  }
} else {
  const fitted = { ...fitAll([...samples, ...others]), trust: fitTrust(texts, scores) };
  writeFileSync(join(root, 'rules/signs.json'), written(fitted));
  const breaches = texts.filter((t) => t.categories.length > 0).length;
  const counts = `${texts.length} texts (${breaches} breaches) and ${others.length} more`;
  console.log(`${counts}: ${Object.keys(fitted.signs).length} signs; trust ${JSON.stringify(fitted.trust.other)}`);
}
