/** An inline comment to koubo, as written. */
export interface Directive {
  kind: 'next-line' | 'line' | 'block' | 'enable' | 'file';
  rules: string[];
  reason?: string;
  until?: string;
}

const KINDS: Record<string, Directive['kind']> = {
  'disable-next-line': 'next-line',
  'disable-line': 'line',
  'disable-file': 'file',
  disable: 'block',
  enable: 'enable',
};

/** `koubo-disable-next-line RULE, RULE until 2026-12-31 -- reason`, without the comment marks of the format. */
export function parseDirective(comment: string): Directive | undefined {
  const match = /^\s*koubo-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])(.*)$/su.exec(comment);
  if (match === null) return undefined;
  const [before = '', ...after] = match[2]!.split(/\s(?:--+|——)(?=\s)|^--\s/u);
  const until = /\buntil[\s:=]+(\d{4}-\d{2}-\d{2})/u.exec(match[2]!);
  const reason = after
    .join(' -- ')
    .replace(/\buntil[\s:=]+\d{4}-\d{2}-\d{2}/u, '')
    .trim();
  const rules = before
    .replace(/\buntil[\s:=]+\S+/u, '')
    .split(/[\s,，、]+/u)
    .filter((rule) => rule !== '');
  return {
    kind: KINDS[match[1]!]!,
    rules,
    ...(reason === '' ? {} : { reason }),
    ...(until === null ? {} : { until: until[1]! }),
  };
}
