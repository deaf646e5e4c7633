import { scriptOf } from '../../src/eval/record.js';
import type { Finding, Script } from '../../src/model.js';
import type { FormatOptions, Totals } from '../../src/report/types.js';

/** A tab, an emoji of several code points, U+3000, a combining mark and full-width punctuation on one line. */
export const HARD_LINE = '\t👩‍👩‍👧姐妹们　这款cafe\u0301面霜全网最好用，没有之一！';

/** A finding on `hit` within `text`; everything else may be overridden. Offsets are found once, here, so that tests stay readable. */
export function findingIn(script: Script, hit: string, more: Partial<Finding> = {}): Finding {
  const start = script.text.indexOf(hit);
  if (start < 0) throw new Error(`${hit} is not in the text`);
  const end = start + hit.length;
  const lineStart = script.text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = `${script.text}\n`.indexOf('\n', end);
  return {
    path: script.path,
    rule: 'absolute/superlative',
    title: '最字句',
    pack: 'absolute',
    packVersion: '1.0.0',
    category: 'absolute',
    verdict: 'violation',
    severity: 'error',
    span: { start, end },
    start: script.locate(start),
    end: script.locate(end),
    text: hit,
    sentence: { start: lineStart, end: lineEnd, text: script.text.slice(lineStart, lineEnd) },
    message: `“${hit}”是绝对化用语，指向所卖商品。`,
    basis: [
      { id: 'AdLaw-9.3', title: '广告法第九条第（三）项', status: 'verified' },
      { id: 'CiteGuide-9', title: '广告引证内容执法指南第九条', status: 'unverified' },
    ],
    missing: [],
    exemptions: [],
    rewrites: [],
    also: [],
    fingerprint: 'f00d',
    ...more,
  };
}

export const script = (text: string, path = '话术/面霜.txt'): Script => scriptOf(text, path);

export const OPTIONS: FormatOptions = {
  lang: 'zh',
  colour: false,
  links: false,
  width: 80,
  version: '0.1.0',
  cwd: '/project',
  rules: () => [],
  ruleUrl: () => undefined,
  quiet: false,
};

export function totals(more: Partial<Totals> = {}): Totals {
  return {
    files: 1,
    filesWithFindings: 1,
    characters: 30,
    verdicts: { violation: 1, unproven: 0, undisclosed: 0, advice: 0, exempt: 0 },
    severities: { error: 1, warning: 0, info: 0 },
    unshown: 0,
    exemptHidden: 0,
    suppressed: 0,
    problems: [],
    ...more,
  };
}

/** The finding on HARD_LINE that every format's golden test prints. */
export function hardFinding(): { script: Script; finding: Finding } {
  const file = script(`第一行。\n${HARD_LINE}\n`);
  const finding = findingIn(file, '全网最好用', {
    rewrites: [
      {
        text: HARD_LINE.replace('全网最好用，没有之一', '挺好用的').trim(),
        kind: 'suggested',
        slots: [],
        moves: ['drop-word 最'],
      },
    ],
    also: [
      { rule: 'promo/lowest', category: 'promo', verdict: 'violation', severity: 'error', span: { start: 0, end: 1 } },
    ],
  });
  return { script: file, finding };
}
