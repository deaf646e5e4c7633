import { describe, expect, it } from 'vitest';
import { Pool, PoolWriter } from '../../src/rules/pool.js';

const lists = {
  fruit: ['苹果', '梨', '苹果汁', '苹', '(香|甜)瓜', '<citrus>'],
  citrus: ['苹果', '橙', '^开头'],
  'pack/own': ['<citrus>'],
  letters: ['甲', '乙'],
  'pack/uses': ['<own>', '丙'],
  empty: [],
};
const pool = new Pool(new PoolWriter(lists).data());

describe('a list read from the numbers of its entry', () => {
  it('gives the words that begin with a character, longest first and each once, those of other lists too', () => {
    const list = pool.list('fruit');
    expect(list.beginning('苹'.charCodeAt(0))).toEqual(['苹果汁', '苹果', '苹']);
    expect(list.beginning('橙'.charCodeAt(0))).toEqual(['橙']);
    expect(list.beginning('香'.charCodeAt(0))).toEqual([]);
    expect(list.beginning(Number.NaN)).toEqual([]);
    expect(list.words().sort()).toEqual(['梨', '橙', '苹', '苹果', '苹果汁'].sort());
    expect(list.longest).toBe(3);
  });

  it('gives what is no plain word as patterns, in their order', () => {
    expect(
      pool
        .list('fruit')
        .patterns()
        .map(({ k }) => k),
    ).toEqual(['seq', 'seq']);
    expect([pool.list('fruit').plain, pool.list('letters').plain, pool.list('citrus').plain]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('knows whether more than the text decides, through the lists it names', () => {
    const windowed = (name: string) => pool.list(name).windowed;
    expect(['fruit', 'pack/own', 'pack/uses', 'letters', 'empty'].map(windowed)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('has nothing in it where there is none', () => {
    for (const name of ['empty', 'unheard-of']) {
      const list = pool.list(name);
      expect([list.words(), list.patterns(), list.longest, list.plain]).toEqual([[], [], 0, true]);
      expect(list.beginning('甲'.charCodeAt(0))).toEqual([]);
    }
  });
});
