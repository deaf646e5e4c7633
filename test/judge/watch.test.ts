import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Watch } from '../../src/judge/watch.js';
import { createLinter, type LinterOptions } from '../../src/lint.js';
import type { Script } from '../../src/model.js';
import { textScript } from '../../src/script.js';
import { linterOf } from '../inline.js';

const RULES = [
  'find: [限时]\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月, 月底], within: script}]',
  'find: [限时]\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月, 月底], within: section, times: 2}]',
  'find: [限时]\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月, 月底], within: script, where: before, times: 2}]',
  'find: [限时]\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月, 月底], within: section, where: before}]',
  'find: [限时]\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月, 月底], within: script, where: after, times: 2}]',
  'find: [限时]\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月, 月底], within: 2}]',
  'find: [下单, 限时]\nverdict: undisclosed\nabsent: {any: [到9月, 月底], in: section, min-chars: 3}',
  'find: [下单]\nverdict: undisclosed\nabsent: {any: [到9月, 月底], in: script, min-chars: 3}',
  'verdict: undisclosed\nabsent: {any: [到9月, 月底], in: section, min-chars: 3}',
  'find: [下单]\noften: {more-than: 2, per: 100}',
].map((body) => `${body}\nedges: none`);

const spoken = fc.array(
  fc.array(fc.constantFrom('限时', '到9月', '月底', '下单', '好看', '# 另一款'), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 8 },
);

/** One part of a script for each list of lines; a line that starts with # opens a section. */
function part(lines: string[], index: number): Script {
  const script = textScript(lines.join('\n'));
  const sections: Script['sections'] = [{ start: 0, end: 0, ...(index > 0 ? { continued: true } : {}) }];
  for (const utterance of script.utterances) {
    if (script.text[utterance.start] === '#') sections.push({ start: utterance.start, end: 0, title: '另一款' });
    utterance.section = sections.length - 1;
  }
  return { ...script, sections };
}

function told(body: string, parts: string[][], options: LinterOptions, prompt: boolean): unknown {
  const open = linterOf(body, { minChars: 3, ...options }).open({}, { prompt });
  return [...parts.map((lines, i) => open.feed(part(lines, i))), open.end()];
}

describe('what is looked for', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(RULES)('%# nothing is lost by looking no longer for what was said', { timeout: 60_000 }, (body) => {
    fc.assert(
      fc.property(spoken, fc.boolean(), fc.boolean(), (parts, showExempt, prompt) => {
        const found = told(body, parts, { showExempt }, prompt);
        const learn = vi.spyOn(Watch.prototype, 'learn').mockImplementation(() => undefined);
        const turn = vi.spyOn(Watch.prototype, 'turn').mockImplementation(() => undefined);
        const all = told(body, parts, { showExempt }, prompt);
        learn.mockRestore();
        turn.mockRestore();
        expect(found).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  it('and it is looked for no longer', () => {
    const shift = vi.spyOn(Watch.prototype, 'learn');
    const linter = createLinter({ rewrites: 0 });
    linter.lint(textScript('到手价99元。\n到手价98元。\n到手价97元。\n到手价96元。'));
    const calls = shift.mock.calls.length;
    expect(calls).toBeGreaterThan(0);
    shift.mockClear();
    linter.lint(textScript('到手价99元。'));
    // Three more sentences of prices were not worth a look.
    expect(calls).toBeLessThan(2 * shift.mock.calls.length);
  });
});
