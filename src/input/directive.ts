/** An inline comment to koubo, as written. */
export interface Directive {
  kind: 'next-line' | 'line' | 'block' | 'enable' | 'file';
  rules: string[];
  reason?: string;
  /** as written; whether it is a date is asked where it counts */
  until?: string;
}

const KINDS: Record<string, Directive['kind']> = {
  'disable-next-line': 'next-line',
  'disable-line': 'line',
  'disable-file': 'file',
  disable: 'block',
  enable: 'enable',
};

const UNTIL = /\buntil[\s:=]+(\S+)/u;
const DATED = /\buntil[\s:=]+(\d{4}-\d{2}-\d{2})/u;

/** `koubo-disable-next-line RULE, RULE until 2026-12-31 -- reason`, without the comment marks of the format. */
export function parseDirective(comment: string): Directive | undefined {
  const match = /^\s*koubo-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])(.*)$/su.exec(comment);
  if (match === null) return undefined;
  const [before = '', ...after] = match[2]!.split(/(?:^|\s)(?:--+|——)(?=\s|\P{ASCII})/u);
  // Before the reason anything may stand that was meant as a date, and is told if it is none.
  const until = UNTIL.exec(before) ?? DATED.exec(match[2]!);
  const reason = after.join(' -- ').replace(DATED, '').trim();
  const rules = before
    .replace(UNTIL, '')
    .split(/[\s,，、]+/u)
    .filter((rule) => rule !== '');
  return {
    kind: KINDS[match[1]!]!,
    rules,
    ...(reason === '' ? {} : { reason }),
    ...(until === null ? {} : { until: until[1]! }),
  };
}
