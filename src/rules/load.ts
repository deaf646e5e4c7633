/** YAML rule files → Knowledge. Reads and validates; compile.ts checks what only the whole set can tell. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { ZodType } from 'zod';
import { type SignTable, signTable } from '../judge/signs.js';
import { bytesOf } from './bytes.js';
import { type Defect, nearest, RuleError } from './errors.js';
import type { FilePlace, Knowledge, LoadedPack } from './knowledge.js';
import { guardFileSchema, lawFileSchema, listFileSchema, packSchema, ruleSchema } from './schema.js';

/** The pack format this version reads; a pack that says a later one is refused. */
export const PACK_SCHEMA = 1;
/** A rule file larger than this is not one a person wrote. */
const MAX_BYTES = 4 << 20;

interface YamlFile {
  file: string;
  doc: Document;
  data: unknown;
  locate(path: (string | number)[]): FilePlace;
}

/** @throws RuleError for YAML that does not parse */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): FilePlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (doc.errors.length > 0)
    throw new RuleError(
      // One slip makes the parser stumble on and on: only the first places tell anything.
      doc.errors.slice(0, 3).map((e) => ({
        file,
        ...place(e.pos[0]),
        problem: `this is not valid YAML: ${e.message}`,
        remedy: 'quote text that holds ": ", " #" or starts with * & ! % @ ` [ {',
      })),
    );
  let data: unknown;
  try {
    data = doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new RuleError([
      { file, line: 1, column: 1, problem: `this YAML cannot be expanded: ${(error as Error).message}` },
    ]);
  }
  const locate = (path: (string | number)[]): FilePlace => {
    for (let n = path.length; n >= 0; n--) {
      const part = path.slice(0, n);
      const node = n === 0 ? doc.contents : doc.getIn(part, true);
      const offset = keyOffset(doc, part) ?? (isNode(node) ? node.range?.[0] : undefined);
      if (offset !== undefined) return place(offset);
    }
    return { line: 1, column: 1 };
  };
  return { file, doc, data, locate };
}

/** The place of a map's key rather than its value: that is where an author looks. */
function keyOffset(doc: Document, path: (string | number)[]): number | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') return undefined;
  const parent = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => String(item.key) === last);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

/** @throws RuleError naming every place where the file departs from the schema */
export function validate<T>(yaml: YamlFile, schema: ZodType<T>, keys: readonly string[]): T {
  const result = schema.safeParse(yaml.data);
  if (result.success) return result.data;
  const defects: Defect[] = [];
  const add = (
    issue: { code?: string; message: string; path: PropertyKey[]; keys?: string[]; errors?: unknown },
    base: (string | number)[],
  ) => {
    const path = [...base, ...(issue.path as (string | number)[])];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys ?? []) {
        const near = nearest(key, keys);
        defects.push({
          file: yaml.file,
          ...yaml.locate([...path, key]),
          problem: `unknown key "${key}"`,
          remedy: near ? `did you mean "${near}"?` : 'see docs/rules.md for the keys that exist',
        });
      }
      return;
    }
    if (issue.code === 'invalid_union' && Array.isArray(issue.errors)) {
      // Of the shapes a value may have, report the one that came closest.
      const branches = issue.errors as { code?: string; message: string; path: PropertyKey[] }[][];
      const deepest = branches.toSorted?.((a, b) => depth(b) - depth(a))[0] ?? branches[0];
      if (deepest && depth(deepest) > 0) {
        for (const inner of deepest) add(inner, path);
        return;
      }
    }
    defects.push({
      file: yaml.file,
      ...yaml.locate(path),
      problem: `${path.join('.') || 'the file'}: ${issue.message}`,
    });
  };
  for (const issue of result.error.issues) add(issue as never, []);
  throw new RuleError(defects);
}

function depth(issues: { path: PropertyKey[]; code?: string }[]): number {
  return Math.max(0, ...issues.map((i) => i.path.length + (i.code === 'unrecognized_keys' ? 1 : 0)));
}

export const PACK_KEYS = [
  ...Object.keys(packSchema.shape),
  ...Object.keys(ruleSchema.shape),
  'pattern',
  'because',
  'when',
  'near',
  'before',
  'after',
  'within',
  'unless',
  'fact',
  'any',
  'bad',
  'good',
  'hit',
  'drop',
  'clause',
  'sentence',
  'kind',
];

/** @throws RuleError */
export function loadPack(text: string, file: string): LoadedPack {
  const yaml = parseYaml(text, file);
  const version = (yaml.data as { schema?: unknown } | null)?.schema;
  if (typeof version === 'number' && version > PACK_SCHEMA)
    throw new RuleError([
      {
        file,
        ...yaml.locate(['schema']),
        problem: `this pack is written for rule format ${version}; this koubo reads format ${PACK_SCHEMA}`,
        remedy: 'update koubo, or use an older version of the pack',
      },
    ]);
  return { file, source: validate(yaml, packSchema, PACK_KEYS), locate: yaml.locate };
}

function readText(path: string): string {
  const size = statSync(path).size;
  if (size > MAX_BYTES)
    throw new RuleError([
      { file: path, line: 1, column: 1, problem: `a rule file of ${size} bytes; the limit is ${MAX_BYTES}` },
    ]);
  return readFileSync(path, 'utf8');
}

const yamlFiles = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((f) => /\.ya?ml$/.test(f))
      .sort()
      .map((f) => join(folder, f));
  } catch {
    return [];
  }
};

/** Files of rules/ that are knowledge of the language, read by the text and rewrite layers and not packs. */
const NOT_PACKS =
  /^(law|guards|speech|disguises|rewriting|roles|structure|trades|platforms|prescriptions|weighing)\.ya?ml$/;

function addLists(knowledge: Knowledge, yaml: YamlFile, lists: Record<string, string[]>): Defect[] {
  const defects: Defect[] = [];
  for (const [name, items] of Object.entries(lists)) {
    const twin = knowledge.lists[name];
    if (twin)
      defects.push({
        file: yaml.file,
        ...yaml.locate(['lists', name]),
        problem: `list "${name}" is defined twice`,
        remedy: `the other one is in ${twin.file}`,
      });
    knowledge.lists[name] = {
      file: yaml.file,
      items,
      locate: (list, item) => yaml.locate(['lists', list, items.indexOf(item)]),
    };
  }
  return defects;
}

/**
 * Loads a rules folder: packs at its top and in trades/ and platforms/, word lists in lists/, guards.yaml, law.yaml.
 * @throws RuleError with the defects of all files
 */
export function loadRules(folder: string, base = folder): Knowledge {
  const knowledge: Knowledge = { packs: [], lists: {}, guards: {}, law: {} };
  const defects: Defect[] = [];
  for (const path of yamlFiles(folder)) {
    const file = relative(base, path) || path;
    const inside = relative(folder, path);
    try {
      if (inside === 'law.yaml')
        knowledge.law = validate(parseYaml(readText(path), file), lawFileSchema, [
          'law',
          'title',
          'title-en',
          'status',
          'note',
          'url',
        ]).law;
      else if (inside === 'guards.yaml') {
        const yaml = parseYaml(readText(path), file);
        const source = validate(yaml, guardFileSchema, [...PACK_KEYS, 'guards']);
        knowledge.guards = source.guards;
        defects.push(...addLists(knowledge, yaml, source.lists));
      } else if (inside.startsWith('lists')) {
        const yaml = parseYaml(readText(path), file);
        defects.push(...addLists(knowledge, yaml, validate(yaml, listFileSchema, ['lists']).lists));
      } else if (!NOT_PACKS.test(inside)) knowledge.packs.push(loadPack(readText(path), file));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      defects.push(...error.defects);
    }
  }
  if (defects.length > 0) throw new RuleError(defects);
  const signs = join(folder, 'signs.json');
  if (existsSync(signs)) {
    const head = JSON.parse(readFileSync(signs, 'utf8')) as Pick<SignTable, 'outputs' | 'trust'>;
    knowledge.signs = signTable(head, bytesOf(join(folder, 'signs.bin')));
  }
  return knowledge;
}
