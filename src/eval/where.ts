import type { LabelledRecord } from './record.js';

/** `fold=2`, `fold!=2`. Conditions on one field are alternatives, on different fields they all must hold. */
export interface Condition {
  field: string;
  value: string;
  not: boolean;
}

export function parseCondition(text: string): Condition | undefined {
  const match = /^([^=!]+)(!?)=(.*)$/.exec(text);
  return match ? { field: match[1]!.trim(), value: match[3]!.trim(), not: match[2] === '!' } : undefined;
}

export function selects(conditions: readonly Condition[], record: LabelledRecord): boolean {
  const byField = new Map<string, Condition[]>();
  for (const condition of conditions) {
    byField.set(condition.field, [...(byField.get(condition.field) ?? []), condition]);
  }
  return [...byField.values()].every((group) => {
    const wanted = group.filter(({ not }) => !not);
    const unwanted = group.filter(({ not }) => not);
    return (wanted.length === 0 || wanted.some((c) => has(record, c))) && !unwanted.some((c) => has(record, c));
  });
}

function has({ fields }: LabelledRecord, { field, value }: Condition): boolean {
  const actual = fields[field];
  if (Array.isArray(actual)) return actual.map(String).includes(value);
  // A flag that is absent is a flag that is false.
  return String(actual ?? (value === 'false' ? 'false' : '')) === value;
}

/** Values of a field, for --by. */
export function valuesOf({ fields }: LabelledRecord, field: string): string[] {
  const actual = fields[field];
  if (Array.isArray(actual)) return actual.map(String);
  return [actual === undefined || actual === null ? '–' : String(actual)];
}
