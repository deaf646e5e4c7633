import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { expander } from '../../src/rewrite/lists.js';
import { Pieces } from '../../src/rewrite/pieces.js';
import { needsOf, prepare } from '../../src/rewrite/prepare.js';
import { clausesOf } from '../../src/rewrite/punctuation.js';
import type { PhrasesFile } from '../../src/rewrite/schema.js';
import { Sieve } from '../../src/rewrite/sieve.js';

describe('needsOf', () => {
  const share = (c: string) => (c === '的' ? 0.05 : c === '是' ? 0.5 : 0.001);
  it.each([
    ['很好', ['很', '好'], 'each character'],
    ['(?:很|挺)好?', ['很挺'], 'one of several; what may be missing is not needed'],
    ['(?:很好|的)吧', ['吧', '很的'], 'of an alternative its rarest'],
    ['是的', ['的'], 'what nearly every text has says nothing'],
    ['[0-2]+(?=块)', ['块', '012'], 'a class, and what must follow'],
    ['(?<=^|，)[^很]*(?!块)', [], 'the start of a text, what must not stand there'],
    ['(?:很|)', [], 'an alternative without any'],
    ['(今|直播)的?\\1', ['今直'], 'what is met again'],
  ])('%s needs %j: %s', (source, groups) => {
    expect(needsOf(source, share)).toEqual(groups);
  });
});

describe('what the build finds out about the expressions', () => {
  const raw = parse(readFileSync('rules/rewriting.yaml', 'utf8')) as PhrasesFile;
  const prepared = prepare(raw, () => 0);
  const expand = expander(raw.lists ?? {});
  const stumps = (raw.lists?.stump ?? []).join('|').replace(/<[^>]+>|[()?:|{}[\]<>\\]+/g, '，');
  const lines = ['fixtures/scripts', 'fixtures/labelled', 'fixtures/transcripts']
    .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
    .filter((name) => /\.(md|txt)$/.test(name))
    .flatMap((name) => readFileSync(name, 'utf8').split('\n').slice(0, 150));
  const clauses = [
    ...new Set([...lines, ...clausesOf(stumps)].flatMap((line) => [...clausesOf(line), line.slice(-40)])),
  ];

  it('a text in which one matches has what it needs', () => {
    const needs = Object.entries(prepared.needs ?? {});
    const sieve = new Sieve(needs.map(([, groups]) => groups));
    const expressions = needs.map(([source]) => new RegExp(expand(source)));
    let matches = 0;
    for (const clause of clauses) {
      sieve.look(clause);
      for (const [at, expression] of expressions.entries()) {
        if (!expression.test(clause)) continue;
        matches += 1;
        expect(sieve.passes(at), `${needs[at]?.[0]} in ${clause}`).toBe(true);
      }
    }
    expect(matches).toBeGreaterThan(10_000);
    expect(needs.filter(([, groups]) => groups.length > 0).length).toBeGreaterThan(needs.length * 0.8);
  });

  it('pieces match what the whole does, and begin where it does', () => {
    const long = Object.entries(prepared.pieces ?? {});
    expect(long.length).toBeGreaterThan(1);
    for (const [source, pieces] of long) {
      const needs = pieces.map((piece) => prepared.needs?.[piece] ?? []);
      const [before, after] = source.includes('$)') ? ['^(?:', ')$'] : ['', ''];
      const whole = new RegExp(`${before}${expand(source)}${after}`);
      const apart = new Pieces(pieces, needs, (piece) => new RegExp(`${before}${expand(piece)}${after}`));
      for (const clause of clauses) {
        expect(apart.test(clause), clause).toBe(whole.test(clause));
        expect(apart.exec(clause)?.index, clause).toBe(whole.exec(clause)?.index);
      }
    }
  });
});
