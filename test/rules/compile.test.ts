import { describe, expect, it } from 'vitest';
import { ruleProblemInChinese } from '../../src/messages/defects.js';
import { RuleError } from '../../src/rules/errors.js';
import { loadPack } from '../../src/rules/load.js';
import { bundleOf, header, rule } from '../inline.js';

function defects(text: string): string[] {
  try {
    bundleOf(text);
  } catch (error) {
    if (error instanceof RuleError)
      return error.defects.map((d) => `${d.line}:${d.column} ${d.problem} ${d.remedy ?? ''}`.trim());
    throw error;
  }
  return [];
}

describe('a bad pack is refused with its place and what would be right', () => {
  const table: [what: string, text: string, expected: RegExp][] = [
    ['broken YAML', `${header()}rules: [`, /^6:\d+ this is not valid YAML/],
    ['unknown key', rule('fnid: [好]'), /^10:5 unknown key "fnid" did you mean "find"\?$/],
    ['wrong type', rule('find: 3'), /^10:5 rules\.0\.find/],
    [
      'unknown list',
      rule('find: [最<qualty>]').replace('rules:', 'lists: {quality: [好]}\nrules:'),
      /unknown list "qualty" did you mean "quality"\?/,
    ],
    [
      'circular lists',
      rule('find: [最<a>]').replace('rules:', 'lists: {a: [<b>], b: [<a>]}\nrules:'),
      /in a circle: p0\/a → p0\/b → p0\/a/,
    ],
    ['unknown article', rule('find: [好]\nbasis: [Law-2]'), /unknown article "Law-2"/],
    ['unknown guard', rule('find: [好]\nguards: [x]'), /unknown guard "x"/],
    ['unclosed group', rule('find: ["(好"]'), /pattern "\(好": this "\(" is never closed/],
    ['nothing fixed to look for', rule('find: ["<han>…<pos.a>"]'), /no fixed characters/],
    ['could match nothing', rule('find: ["(好)?"]'), /no fixed characters|could match nothing/],
    ['too much work', rule('find: ["好……60(a|b)……60(a|b)……60(a|b)……60坏"]'), /limit is/],
    ['<hit> in find', rule('find: ["不<hit>"]'), /cannot help to find/],
    ['uncaptured name', rule('find: [好]\nrewrite: [{hit: "{x}"}]'), /\{x\} is captured by no pattern/],
    ['finds nothing', rule('verdict: advice'), /looks for nothing/],
    ['exempts everything', rule('find: [好]\nspare: [{because: 全部}]'), /would clear every hit/],
    ['later format', `schema: 9\n${header()}`.replace(/^/, ''), /rule format 9/],
  ];
  it.each(table)('%s', (what, text, expected) => {
    const found = defects(
      text.startsWith('schema') ? text.replace(/^schema: 9\npack: p0/, 'pack: p0\nschema: 9') : text,
    );
    expect(found.join('\n')).toMatch(expected);
    const [first = ''] = found;
    expect(
      ruleProblemInChinese(
        first
          .replace(/^\d+:\d+ /, '')
          .replace(/ (did you mean|known:|write|give it|quote|see|the other|update).*$/s, ''),
      ),
    ).toMatch(what === 'wrong type' ? /./ : /[\u4e00-\u9fff]/);
  });

  it('two rules of one id', () => {
    const twice = `${rule('find: [好]')}${rule('find: [坏]').replace('rules:\n', '')}`;
    expect(defects(twice).join()).toMatch(/p0\/r is defined twice/);
  });

  it('reports all defects at once', () => {
    expect(defects(rule('find: [最<x>, 最<y>]')).length).toBe(2);
  });

  it('a pack may not be deep nonsense', () => {
    expect(() => loadPack('a: &a [*a]', 'x.yaml')).toThrow(RuleError);
  });
});
