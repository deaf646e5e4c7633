import { describe, expect, it } from 'vitest';
import { koubo } from './run.js';

/** A warning, an error, and what the config makes a hint of. */
const [WARNING, ERROR, HINT] = ['限时特价。', '绝绝子。', '国家级品质。'];
const files = (text: string) => ({ 'koubo.yaml': 'root: true\nrules: {absolute/grade: info}\n', 'a.txt': text });
const check = (text: string, ...argv: string[]) =>
  koubo(['check', 'a.txt', '-f', 'compact', '--lang', 'en', ...argv], files(text));
const TOO_MANY = 'too many warnings (at most 1)\n';

describe('--max-warnings, as in ESLint', () => {
  it.each<[what: string, text: string, argv: string[], code: number, err: string]>([
    ['as many as allowed', `${WARNING}\n`, ['1'], 0, ''],
    ['one more', `${WARNING}\n${WARNING}\n`, ['1'], 1, TOO_MANY],
    ['errors always fail', `${ERROR}\n`, ['1'], 1, ''],
    ['errors are what is told', `${ERROR}\n${WARNING}\n${WARNING}\n`, ['1'], 1, ''],
    ['advice is no warning', `${HINT}\n${HINT}\n${WARNING}\n`, ['1'], 0, ''],
    ['not listed, still counted', `${WARNING}\n${WARNING}\n`, ['1', '-q'], 1, TOO_MANY],
    ['not listed for its severity', `${WARNING}\n${WARNING}\n`, ['1', '--min-severity', 'error'], 1, TOO_MANY],
    ['beyond --max-findings', `${WARNING}\n${WARNING}\n`, ['1', '--max-findings', '1'], 1, TOO_MANY],
    ['also where only errors fail', `${WARNING}\n${WARNING}\n`, ['1', '--fail-on', 'error'], 1, TOO_MANY],
    ['not what is suppressed', `${WARNING}\n${WARNING} # koubo-disable-line promo/limited-time -- x\n`, ['1'], 0, ''],
  ])('%s', async (_, text, argv, code, err) => {
    expect(await check(text, '--max-warnings', ...argv)).toMatchObject({ code, err });
  });

  it('lists no warnings under -q for being counted', async () => {
    expect((await check(`${WARNING}\n${ERROR}\n`, '-q', '--max-warnings', '0')).out).toMatch(
      /^a\.txt:2:1: error wording\/slang .+\n$/,
    );
  });
});
