import type { z } from 'zod';
import type { Data } from '../messages/input.js';
import type { ConfigCode } from './error.js';
import { nearest } from './nearest.js';
import { configJsonSchema, configSchema } from './schema.js';

export interface Problem {
  code: ConfigCode;
  path: (string | number)[];
  /** the place is the key, not its value */
  key: boolean;
  data: Data;
}

type Issue = z.core.$ZodIssue;

/** What is wrong with a config, in terms of the person who wrote it. */
export function problemsIn(data: unknown): Problem[] {
  if (typeOf(data) !== 'object') return [{ code: 'not-a-map', path: [], key: false, data: { actual: typeOf(data) } }];
  const result = configSchema.safeParse(data, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => told(issue, [], data));
}

function told(issue: Issue, base: PropertyKey[], root: unknown): Problem[] {
  const path = [...base, ...issue.path].filter((step): step is string | number => typeof step !== 'symbol');
  const key = path.length === 0 ? '' : path.map(String).join('.');
  const value = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => {
        const known = keysAt(path);
        const near = nearest(name, known);
        return {
          code: 'unknown-key',
          path: [...path, name],
          key: true,
          data: { key: name, known: known.join(', '), ...near },
        };
      });
    case 'invalid_type':
      if (value === undefined) return [{ code: 'missing-key', path, key: true, data: { key } }];
      return [{ code: 'wrong-type', path, key: false, data: { key, expected: issue.expected, actual: typeOf(value) } }];
    case 'invalid_value': {
      const known = issue.values.map(String);
      return [
        {
          code: 'bad-value',
          path,
          key: false,
          data: { key, actual: shown(value), known: known.join(', '), ...nearest(String(value), known) },
        },
      ];
    }
    case 'too_small':
    case 'too_big': {
      const known = issue.code === 'too_small' ? `≥ ${issue.minimum}` : `≤ ${issue.maximum}`;
      return [{ code: 'bad-value', path, key: false, data: { key, actual: shown(value), known } }];
    }
    case 'invalid_union':
      return union(issue.errors, path, key, value, root);
    case 'invalid_format':
      return [{ code: 'bad-date', path, key: false, data: { key, actual: shown(value) } }];
    default:
      return [{ code: 'wrong-type', path, key: false, data: { key, expected: issue.code, actual: typeOf(value) } }];
  }
}

/** The branch that fits the value's type tells what is wrong inside; where none fits, the types are what is wrong. */
function union(branches: Issue[][], path: (string | number)[], key: string, value: unknown, root: unknown): Problem[] {
  // No map is a slip of one of a few words.
  const wrong = typeof value === 'object' ? ['invalid_type', 'invalid_value'] : ['invalid_type'];
  const fits = branches.find((issues) => !issues.some(({ path, code }) => path.length === 0 && wrong.includes(code)));
  if (fits) return fits.flatMap((issue) => told(issue, path, root));
  if (value === undefined) return [{ code: 'missing-key', path, key: true, data: { key } }];
  const choice = branches.flat().find((issue) => issue.code === 'invalid_value' && issue.path.length === 0);
  if (choice) return told(choice, path, root);
  const wanted = branches.flatMap((issues) =>
    issues.flatMap((issue) => (issue.code === 'invalid_type' ? [issue.expected] : [])),
  );
  const expected = wanted.includes('array') && wanted.includes('string') ? 'words' : wanted[0]!;
  return [{ code: 'wrong-type', path, key: false, data: { key, expected, actual: typeOf(value) } }];
}

interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  additionalProperties?: SchemaNode | boolean;
  anyOf?: SchemaNode[];
}

let jsonSchema: SchemaNode | undefined;

/** The keys that may stand in the map at a path. */
function keysAt(path: readonly (string | number)[]): string[] {
  jsonSchema ??= configJsonSchema() as SchemaNode;
  let nodes: SchemaNode[] = [jsonSchema];
  for (const step of path) {
    nodes = nodes.flatMap(options).flatMap((node) => {
      const next = typeof step === 'number' ? node.items : (node.properties?.[step] ?? node.additionalProperties);
      return typeof next === 'object' ? [next] : [];
    });
  }
  return nodes
    .flatMap(options)
    .flatMap((node) => Object.keys(node.properties ?? {}))
    .filter((key) => key !== '$schema');
}

const options = (node: SchemaNode): SchemaNode[] => [node, ...(node.anyOf ?? []).flatMap(options)];

export function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return value;
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
