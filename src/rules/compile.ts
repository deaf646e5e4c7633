/** Rule packs → a Program. Everything a pattern, list, guard or article name could get wrong is found here, with its place. */
import { NO_SIGNS } from '../judge/signs.js';
import type { Severity, Verdict } from '../model.js';
import { type Anchor, checkBounds, type Frequencies, type Shape, shapeOf, union, useFrequencies } from './analyse.js';
import { type Defect, nearest, RuleError } from './errors.js';
import type { Knowledge, LoadedPack } from './knowledge.js';
import { type LiteralIndex, layOut, type Written } from './layout.js';
import { literalIndex } from './literal-index.js';
import { NotationError, parsePattern, walk } from './notation.js';
import type { Change, Condition, Find, Program, Rule, Spare } from './program.js';
import type { ConditionSource, RuleSource, SpareSource } from './schema.js';

/** The severity of a verdict where a rule names none (see docs/rules.md). */
const SEVERITY: Record<Verdict, Severity> = {
  violation: 'error',
  unproven: 'warning',
  undisclosed: 'warning',
  advice: 'info',
  exempt: 'info',
};
/** A script shorter than this cannot be blamed for what it leaves out. */
const MIN_CHARS = 300;
const DEFAULT_ROLES: Rule['roles'] = ['host', 'assistant', 'control', 'unknown'];
const FIXED_PLACEHOLDERS = new Set(['hit', 'missing']);

type Path = (string | number)[];

/**
 * @throws RuleError with every defect found
 */
export function compile(knowledge: Knowledge, frequencies: Frequencies = []): Program {
  useFrequencies(frequencies);
  return { ...layOut(new Compiler(knowledge).run()), signs: knowledge.signs ?? NO_SIGNS };
}

class Compiler {
  private readonly defects: Defect[] = [];
  private readonly patterns: Written['patterns'] = [];
  private readonly numbers = new Map<string, number>();
  private readonly shapes = new Map<string, Shape>();
  private readonly open: string[] = [];
  private readonly lists: Record<string, string[]> = {};
  private readonly main = new Set<number>();
  private readonly context = new Set<number>();
  private pack!: LoadedPack;

  constructor(private readonly k: Knowledge) {}

  run(): Written {
    for (const [name, list] of Object.entries(this.k.lists)) this.lists[name] = list.items;
    for (const pack of this.k.packs)
      for (const [name, items] of Object.entries(pack.source.lists)) this.lists[`${pack.source.pack}/${name}`] = items;
    const rules: Rule[] = [];
    const seen = new Map<string, string>();
    for (const pack of this.k.packs) {
      this.pack = pack;
      pack.source.rules.forEach((source, i) => {
        const twin = seen.get(source.id);
        if (twin) this.defect(['rules', i, 'id'], `rule ${source.id} is defined twice`, `the other one is in ${twin}`);
        seen.set(source.id, pack.file);
        rules.push(this.rule(source, ['rules', i]));
      });
    }
    const { patterns, lists } = this;
    if (this.defects.length > 0) throw new RuleError(this.defects);
    const index = { main: this.index(this.main, true), context: this.index(this.context, false) };
    return {
      packs: this.k.packs.map(({ source: s }) => ({
        name: s.pack,
        version: s.version,
        title: s.title,
        titleEn: s['title-en'] ?? s.title,
        category: s.category ?? s.pack,
        trade: s.trade,
        platform: s.platform,
        rules: s.rules.length,
      })),
      rules,
      patterns,
      lists,
      law: this.k.law,
      ...index,
    };
  }

  private defect(path: Path, problem: string, remedy?: string): void {
    const place = this.pack.locate(path);
    this.defects.push({ file: this.pack.file, ...place, problem, remedy });
  }

  private rule(s: RuleSource, path: Path): Rule {
    const pack = this.pack.source;
    const captures = new Set<string>();
    const find: Find[] = s.find.map((f, i) => {
      const at = [...path, 'find', i];
      const source = f as Extract<RuleSource['find'][number], { disguised?: true }>;
      if (source.pattern === undefined && !source.disguised) this.defect(at, 'an entry of "find" needs a pattern');
      return {
        p: source.pattern === undefined ? undefined : this.pattern(source.pattern, at, this.main, captures),
        disguised: source.disguised,
        say: source.say,
        sayEn: source['say-en'],
        rewrite: source.rewrite,
        verdict: source.verdict,
        severity: source.severity,
      };
    });
    for (const [pattern, replacement] of Object.entries(s.swap ?? {}))
      find.push({
        p: this.pattern(pattern, [...path, 'swap', pattern], this.main, captures),
        rewrite: [[{ hit: replacement, kind: 'safe' }]],
      });
    if (find.length === 0 && !s.absent && !s.weigh)
      this.defect([...path, 'id'], `rule ${s.id} looks for nothing`, 'give it "find", "absent" or "weigh"');
    if (s.weigh) captures.add('signs');
    this.placeholders(s, path, captures);
    const basis = s.basis ?? pack.basis;
    basis.forEach((id, i) => {
      this.article(id, s.basis ? [...path, 'basis', i] : ['basis', i]);
    });
    const change = (c: NonNullable<RuleSource['by-trade']>[string], at: Path): Change => {
      c.basis?.forEach((id, i) => {
        this.article(id, [...at, 'basis', i]);
      });
      return { verdict: c.verdict, severity: c.severity, basis: c.basis, say: c.say, sayEn: c['say-en'] };
    };
    const changes = (key: 'by-trade' | 'by-platform') =>
      s[key] && Object.fromEntries(Object.entries(s[key]).map(([name, c]) => [name, change(c, [...path, key, name])]));
    return {
      id: s.id,
      title: s.title,
      titleEn: s['title-en'] ?? s.title,
      pack: pack.pack,
      packVersion: pack.version,
      category: s.category ?? pack.category ?? pack.pack,
      serves: s.serves,
      basis,
      find,
      with: this.conditions(s.with, [...path, 'with']),
      without: this.conditions(s.without, [...path, 'without']),
      spare: this.spares(s, path),
      needs: s.needs.map((n, i) => ({
        fact: n.fact,
        factEn: n['fact-en'],
        any: this.many(n.any, [...path, 'needs', i, 'any'], isWide(n.within) ? this.main : this.context),
        within: n.within,
        where: n.where,
        times: n.times,
      })),
      evidence: s.evidence,
      often: s.often && { moreThan: s.often['more-than'], per: s.often.per },
      weigh: s.weigh,
      absent: s.absent && { any: this.many(s.absent.any, [...path, 'absent', 'any'], this.main), in: s.absent.in },
      minChars: s['min-chars'] ?? s.absent?.['min-chars'] ?? s.often?.['min-chars'] ?? MIN_CHARS,
      trades: s.trades ?? (pack.trade ? [pack.trade] : undefined),
      platforms: s.platforms ?? (pack.platform ? [pack.platform] : undefined),
      off: s.default === 'off',
      status: s.status,
      since: s.since,
      verdict: s.verdict,
      severity: s.severity ?? SEVERITY[s.verdict],
      byTrade: changes('by-trade'),
      byPlatform: changes('by-platform'),
      roles: s.roles ?? DEFAULT_ROLES,
      edges: s.edges,
      say: s.say,
      sayEn: s['say-en'] ?? s.say,
      rewrite: s.rewrite,
    };
  }

  private conditions(list: ConditionSource[], path: Path): Condition[] {
    return list.map((c, i) => ({ any: this.many(c.any, [...path, i, 'any'], this.context), within: c.within }));
  }

  private spares(s: RuleSource, path: Path): Spare[] {
    const spares = s.spare.map((e, i) => this.spare(e, [...path, 'spare', i]));
    const guards = s.guards ?? this.pack.source.guards;
    guards.forEach((name, i) => {
      const at = s.guards ? [...path, 'guards', i] : ['guards', i];
      const entries = this.k.guards[name];
      if (!entries) this.unknown(at, 'guard', name, Object.keys(this.k.guards));
      for (const entry of entries ?? []) spares.push(this.spare(entry, at));
    });
    return spares;
  }

  private spare(e: SpareSource, path: Path): Spare {
    if (e.basis) this.article(e.basis, [...path, 'basis']);
    if (!(e.when || e.near || e.before || e.after))
      this.defect(path, 'an exemption without "when", "near", "before" or "after" would clear every hit');
    const list = (key: 'when' | 'near' | 'before' | 'after' | 'unless') =>
      e[key] && this.many(e[key], [...path, key], this.context);
    return {
      basis: e.basis,
      because: e.because,
      becauseEn: e['because-en'],
      when: list('when'),
      near: list('near'),
      before: list('before'),
      after: list('after'),
      within: e.within,
      unless: list('unless'),
      unlessWithin: e['unless-within'],
    };
  }

  private many(sources: string[], path: Path, into: Set<number>): number[] {
    return sources.map((s, i) => this.pattern(s, [...path, i], into));
  }

  /** Numbers a pattern, checks it, and says where it will be looked for. */
  private pattern(source: string, path: Path, into: Set<number>, captures?: Set<string>): number {
    const key = `${this.pack.source.pack}\n${source}`;
    let number = this.numbers.get(key);
    // A guard's patterns come again with every rule that names it.
    if (number !== undefined && into === this.context && into.has(number)) return number;
    let bad = false;
    try {
      const node = parsePattern(source);
      walk(node, (n) => {
        if (n.k === 'cap') captures?.add(n.name);
      });
      const shape = shapeOf(node, (name) => this.list(name, path));
      checkBounds(shape);
      let hit = false;
      walk(node, (n) => {
        if (n.k === 'hit') hit = true;
      });
      if (hit && into === this.main)
        throw new NotationError('<hit> means the words a rule found, so it cannot help to find them', 0);
      if (!hit && !shape.anchors)
        throw new NotationError('it has no fixed characters to look for; add some, or a list', 0);
      if (shape.min === 0) throw new NotationError('it could match nothing at all: all its parts are optional', 0);
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      bad = true;
      this.defect(
        path,
        `pattern "${source}": ${error.problem}`,
        error.at > 0 ? `${' '.repeat(0)}at character ${error.at + 1}` : undefined,
      );
    }
    if (number === undefined) {
      number = this.patterns.length;
      this.patterns.push([source, this.pack.source.pack]);
      this.numbers.set(key, number);
    }
    if (!bad) into.add(number);
    return number;
  }

  /** Resolves a list name: a pack's own list first, then the shared ones. */
  private resolve(name: string, pack: string): string | undefined {
    const local = `${pack}/${name}`;
    return local in this.lists ? local : name in this.lists ? name : undefined;
  }

  private list(name: string, path: Path): Shape {
    const pack = this.pack.source.pack;
    const full = this.resolve(name, pack);
    if (full === undefined) {
      this.unknown(path, 'list', name, [...Object.keys(this.lists).map((l) => l.replace(/^.*\//, ''))]);
      return { min: 1, max: 1, anchors: [{ lit: '\u0000', min: 0, max: 0 }], rarity: 1, language: null, prefixes: [] };
    }
    const known = this.shapes.get(full);
    if (known) return known;
    if (this.open.includes(full)) {
      this.defect(path, `lists refer to each other in a circle: ${[...this.open, full].join(' → ')}`);
      return union([]);
    }
    this.open.push(full);
    // A copy: union() may answer with a shared constant.
    const shape = { ...union((this.lists[full] as string[]).map((item) => this.listItem(item, full, path))) };
    // A list may be extended or filled by the user's config, so an empty one is a list that matches nothing.
    if ((this.lists[full] as string[]).length === 0)
      Object.assign(shape, { min: 1, max: 1, anchors: [] as Anchor[], rarity: 0, language: null, prefixes: [] });
    this.open.pop();
    this.shapes.set(full, shape);
    return shape;
  }

  private listItem(item: string, list: string, path: Path): Shape {
    try {
      return shapeOf(parsePattern(item), (name) => this.list(name, path));
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      const home = this.k.lists[list];
      const place = home?.locate(list, item) ?? this.pack.locate(['lists', list.replace(/^.*\//, '')]);
      this.defects.push({
        file: home?.file ?? this.pack.file,
        ...place,
        problem: `list "${list}", item "${item}": ${error.problem}`,
      });
      return union([]);
    }
  }

  private index(numbers: Set<number>, posted: boolean): LiteralIndex {
    const list = (name: string) => this.list(name, ['rules']);
    const node = (number: number) => {
      const [source, packName] = this.patterns[number] as Written['patterns'][number];
      this.pack = this.k.packs.find((p) => p.source.pack === packName) as LoadedPack;
      return parsePattern(source);
    };
    return literalIndex(numbers, posted, node, list);
  }

  private article(id: string, path: Path): void {
    if (!(id in this.k.law)) this.unknown(path, 'article', id, Object.keys(this.k.law));
  }

  private unknown(path: Path, what: string, name: string, known: string[]): void {
    const near = nearest(name, known);
    this.defect(
      path,
      `unknown ${what} "${name}"`,
      near ? `did you mean "${near}"?` : `known: ${known.slice(0, 12).join(', ')}…`,
    );
  }

  private placeholders(s: RuleSource, path: Path, captures: Set<string>): void {
    const texts: [string, Path][] = [
      [s.say, [...path, 'say']],
      [s['say-en'] ?? '', [...path, 'say-en']],
    ];
    s.rewrite.forEach((steps, i) => {
      for (const step of steps)
        if (typeof step === 'object')
          for (const value of Object.values(step))
            if (typeof value === 'string') texts.push([value, [...path, 'rewrite', i]]);
    });
    for (const [text, at] of texts)
      for (const m of text.matchAll(/\{([a-z][a-z0-9-]*)\}/g)) {
        const name = m[1] as string;
        if (!FIXED_PLACEHOLDERS.has(name) && !captures.has(name))
          this.defect(
            at,
            `{${name}} is captured by no pattern of the rule`,
            `write <list:${name}> or (…):${name} in "find"`,
          );
      }
  }
}

/** Whether a scope reaches beyond the utterance, so that its patterns must be watched for everywhere. */
function isWide(scope: unknown): boolean {
  return typeof scope === 'number' || scope === 'section' || scope === 'script';
}
