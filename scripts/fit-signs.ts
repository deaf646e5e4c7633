/**
 * Fits rules/signs.json and signs.bin: how much each sign of a text speaks for a breach, and of which category.
 *
 * `npm run signs` reads fixtures/labelled/ (see its README) and the examples of all rules, folds each text as the linter
 * does, and fits logistic regressions over its signs (src/judge/signs.ts): one for "breaks a rule at all", one for which
 * clause of a breach it is, one for what goes with it, two for how clauses begin and end, and one a category among breaches. The same input gives the same files.
 * `--also FILE…` fits on further labelled texts, such as cannot be published: one JSON record a line, as `koubo eval` reads them.
 * `--found FILE…` too, but they count for little: texts as found, labelled by others.
 * `--leftovers FILE…` adds clauses in the form of fixtures/leftovers.txt, for the same reason.
 * `npm run signs -- --folds` instead leaves out each tenth of the labelled texts in turn and says how well they are told.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseRecords } from '../src/eval/record.js';
import { marked } from '../src/examples.js';
import { beginningSigns, endingSigns } from '../src/judge/edges.js';
import { BEGINNING, BREACH, bucketOf, ENDING, LEFTOVER, PLACE, SignReader, type Trust } from '../src/judge/signs.js';
import { createLinter } from '../src/lint.js';
import type { Span } from '../src/model.js';
import { loadBundle, loadSources } from '../src/rules/bundle.js';
import { textScript } from '../src/script.js';
import { fold, toOriginal } from '../src/text/fold.js';
import { Layout } from '../src/text/layout.js';
import { createSegmenter } from '../src/text/segmenters/index.js';
import { loadFoldTables } from '../src/text/tables.js';
import { type LabelledText, readLabelled, readLeftovers } from './labelled.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'fixtures/labelled');

/**
 * Buckets, in bits. Nearly a million signs tell whether a text is a breach: with fewer buckets, signs that share one blur each
 * other (2 ** 18 told texts that were left out apart noticeably worse; 2 ** 21 no better). The others are asked less.
 */
const BITS = 20;
const FEWER_BITS = 18;
/** A few thousand clauses of a dozen characters have no more. */
const LEFTOVER_BITS = 16;
const EPOCHS = 20;
const RATE = 0.2;
const DECAY = 1e-4;
/** Examples of rules are fragments written to be caught by one pattern; they count for less than whole utterances. */
const EXAMPLE_WEIGHT = 0.4;
/** Of clauses shorter than this nothing is cut off to see how none begins and ends. */
const LEAST_CUT = 4;
/** Cuts made in each clause. */
const CUTS = 2;
const EDGE_BITS = 17;
/** Largest weight that a byte holds. */
const MOST = 127;
/**
 * Texts as found, labelled in haste, breaches and lawful ones. With a weight of 1 or 0.35 they tell other texts as found apart no better, and those
 * labelled with more care worse; without them 701 texts as found that were left out had an F1 of 0.80, with them of 0.82.
 */
const FOUND_WEIGHT = { breach: 0.12, lawful: 0.2 };
/** Characters of a clause that must be marked. */
const LEAST_SHARED = 3;

interface Sample {
  signs: Int32Array;
  categories: readonly string[];
  weight: number;
  /** the clauses of a breach: whether each holds what is marked */
  clauses: { signs: Int32Array; marked: boolean }[];
}

const tables = loadFoldTables(loadBundle().text);
const reader = new SignReader();

function signsOf(folded: string, span: Span = { start: 0, end: folded.length }): Int32Array {
  reader.take(folded, span);
  return reader.hashes.slice(0, reader.count);
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

function leftovers(): { signs: Int32Array; weight: number; goes: boolean }[] {
  const files = [join(root, 'fixtures/leftovers.txt'), ...filesOf('--leftovers')];
  return files
    .flatMap((file) => readLeftovers(readFileSync(file, 'utf8'), basename(file)))
    .map(({ clause, goes }) => ({ signs: signsOf(fold(clause, tables).text), weight: 1, goes }));
}

/**
 * How clauses begin and end, told from how they do not: between two words inside them. Needs no labels; whoever breaks a rule speaks in
 * clauses, too.
 */
function edges(texts: readonly LabelledText[]): Record<typeof BEGINNING | typeof ENDING, (Case & { real: boolean })[]> {
  const next = random();
  const segmenter = createSegmenter();
  const [begins, ends]: (Case & { real: boolean })[][] = [[], []];
  for (const { text } of texts) {
    const folded = fold(text, tables).text;
    const layout = new Layout(folded, tables);
    layout.sentences.forEach((_, i) => {
      for (const { start, end } of layout.clausesOf(i)) {
        // clauses hold the mark behind them
        const said = folded.slice(start, end).replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
        const words = segmenter.tag(said);
        if (said.length < LEAST_CUT || words.length < 2) continue;
        begins!.push({ signs: beginningSigns(words), weight: 1, real: true });
        ends!.push({ signs: endingSigns(words), weight: 1, real: true });
        for (let cut = 0; cut < CUTS; cut++) {
          const at = 1 + Math.floor(next() * (words.length - 1));
          begins!.push({ signs: beginningSigns(words.slice(at)), weight: 1, real: false });
          ends!.push({ signs: endingSigns(words.slice(0, at)), weight: 1, real: false });
        }
      }
    });
  }
  return { [BEGINNING]: begins!, [ENDING]: ends! };
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

/** One output: a weight a bucket. */
interface Fitted {
  bits: number;
  bias: number;
  weights: Float64Array;
}

interface Case {
  signs: Int32Array;
  weight: number;
}

/** Logistic regression by stochastic descent with a rate of its own for every bucket (AdaGrad). */
function regress<T extends Case>(samples: readonly T[], positive: (s: T) => boolean, bits: number): Fitted {
  const weights = new Float64Array(1 << bits);
  const moved = new Float64Array(1 << bits).fill(1e-8);
  let bias = 0;
  const next = random();
  const order = samples.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const i of order) {
      const { signs, weight } = samples[i] as T;
      const norm = 1 / Math.sqrt(signs.length || 1);
      let score = bias;
      for (const sign of signs) score += weights[bucketOf(sign, bits)]! * norm;
      const error = (1 / (1 + Math.exp(-score)) - Number(positive(samples[i] as T))) * weight;
      for (const sign of signs) {
        const bucket = bucketOf(sign, bits);
        const slope = error * norm + DECAY * weights[bucket]!;
        moved[bucket]! += slope * slope;
        weights[bucket]! -= (RATE * slope) / Math.sqrt(moved[bucket]!);
      }
      bias -= 0.02 * error;
    }
  }
  return { bits, bias, weights };
}

function scoreOf({ bits, bias, weights }: Fitted, signs: Int32Array): number {
  let sum = 0;
  for (const sign of signs) sum += weights[bucketOf(sign, bits)]!;
  return bias + sum / Math.sqrt(signs.length || 1);
}

const isBreach = (s: Sample): boolean => s.categories.length > 0;

function fitAll(samples: readonly Sample[]): (Fitted & { name: string })[] {
  const breaches = samples.filter(isBreach);
  const clauses = breaches.flatMap((s) => s.clauses.map((c) => ({ ...c, weight: s.weight })));
  const categories = [...new Set(breaches.flatMap((s) => s.categories))].sort();
  const edge = edges(texts);
  return [
    { name: BREACH, ...regress(samples, isBreach, BITS) },
    { name: PLACE, ...regress(clauses, (c) => c.marked, FEWER_BITS) },
    { name: LEFTOVER, ...regress(leftovers(), (c) => c.goes, LEFTOVER_BITS) },
    ...([BEGINNING, ENDING] as const).map((name) => ({ name, ...regress(edge[name], (c) => c.real, EDGE_BITS) })),
    ...categories.map((name) => ({ name, ...regress(breaches, (s) => s.categories.includes(name), FEWER_BITS) })),
  ];
}

/** The head as JSON, which people read and `git diff` shows, and a byte a weight. */
function write(fits: readonly (Fitted & { name: string })[], trust: Trust): void {
  const outputs: unknown[] = [];
  const bytes = fits.map(({ name, bits, bias, weights }) => {
    const most = weights.reduce((max, w) => Math.max(max, Math.abs(w)), 0);
    const scale = Math.floor(MOST / most);
    outputs.push({ name, bits, bias: Number(bias.toFixed(3)), scale });
    return new Uint8Array(Int8Array.from(weights, (w) => Math.round(w * scale)).buffer);
  });
  const lines = outputs.map((output) => `  ${JSON.stringify(output)}`);
  const json = `{"outputs": [\n${lines.join(',\n')}\n],\n"trust": ${JSON.stringify(trust, undefined, 1)}}\n`;
  writeFileSync(join(root, 'rules/signs.json'), json);
  writeFileSync(join(root, 'rules/signs.bin'), Buffer.concat(bytes));
}

/** Parts of the labelled texts, left out in turn; the sides of a pair, which stand together, mostly stay together. */
const PARTS = 10;

/** What each labelled text weighs by weights that were fitted without it. */
function leftOut(samples: readonly Sample[], others: readonly Sample[]): number[] {
  const scores: number[] = samples.map(() => 0);
  const side = (i: number) => Math.floor(i / 7) % PARTS;
  for (let part = 0; part < PARTS; part++) {
    const fitted = regress([...samples.filter((_, i) => side(i) !== part), ...others], isBreach, BITS);
    samples.forEach(({ signs }, i) => {
      if (side(i) === part) scores[i] = scoreOf(fitted, signs);
    });
  }
  return scores;
}

/**
 * A hit is doubted where a breach is less likely than this. Tried from 0.35 to 0.8: below, hits in the lawful sides of pairs are
 * told; above, hits in texts of another origin than the labelled ones are held back and nothing is won by it.
 */
const LEAST_LIKELY = 0.45;
/** How far, on the scale of the score, the trust in one rule may be expected to lie from that in the others. */
const SPREAD = 1;

/** How much the hits of each rule speak for a breach beside what the text weighs. */
function fitTrust(texts: readonly LabelledText[], scores: readonly number[]): Trust {
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

/** What stands behind an option, up to the next one. */
function filesOf(option: string): string[] {
  const at = process.argv.indexOf(option);
  const rest = at < 0 ? [] : process.argv.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('--'));
  return end < 0 ? rest : rest.slice(0, end);
}

/** Further texts, in the form that `koubo eval` reads; they are fitted on, but rules are not judged by them. */
function further(option: string): LabelledText[] {
  return filesOf(option).flatMap((file) =>
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
const others = [
  ...examples().map((e) => sample(e, EXAMPLE_WEIGHT)),
  ...further('--also').map((t) => sample(t)),
  ...further('--found').map((t) => sample(t, t.categories.length > 0 ? FOUND_WEIGHT.breach : FOUND_WEIGHT.lawful)),
];
const scores = leftOut(samples, others);
if (process.argv.includes('--folds')) {
  for (const over of [-1, -0.5, 0, 0.5, 1, 1.5, 2]) {
    const told = texts.filter((_, i) => (scores[i] as number) > over);
    const right = told.filter((t) => t.categories.length > 0).length;
    const all = texts.filter((t) => t.categories.length > 0).length;
    console.log(`over ${over}: precision ${(right / told.length).toFixed(3)}, recall ${(right / all).toFixed(3)}`);
  }
} else {
  const trust = fitTrust(texts, scores);
  const fits = fitAll([...samples, ...others]);
  write(fits, trust);
  const signs = fits[0]!.weights.reduce((count, w) => count + Number(w !== 0), 0);
  const counts = `${texts.length} texts (${samples.filter(isBreach).length} breaches) and ${others.length} more`;
  console.log(`${counts}: ${signs} buckets of ${1 << BITS} in use; trust ${trust.other}`);
}
