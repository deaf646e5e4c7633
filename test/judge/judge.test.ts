import { describe, expect, it } from 'vitest';
import { guessTrade, type TradeWords } from '../../src/judge/trade.js';
import { find, hits } from '../inline.js';

const BEST = 'find: [最好用]\nedges: none\n';

describe('exemptions are tied to the clause that holds the words', () => {
  const near = `${BEST}spare: [{because: 自比, near: [我们家], unless: [同行]}]`;
  const table: [text: string, reported: boolean][] = [
    ['我们家最好用的一款', false],
    ['我们家的，最好用', true],
    ['这是最好用的', true],
    ['我们家最好用，同行都不行', true],
    ['最好用。我们家的', true],
  ];
  it.each(table)('%s', (text, reported) => {
    expect(hits(near, text).length > 0).toBe(reported);
  });

  it('shows what was tried and why it failed', () => {
    const [finding] = find(near, '我们家最好用，同行都不行');
    expect(finding?.exemptions).toEqual([
      { basis: undefined, because: '自比', held: false, by: '我们家', cancelled: '同行' },
    ]);
  });

  it('reports an exempt hit when asked', () => {
    const [finding] = find(near, '我们家最好用', { showExempt: true });
    expect(finding).toMatchObject({ verdict: 'exempt', exemptions: [{ held: true, by: '我们家' }] });
  });

  it('<hit> stands for the very words', () => {
    const guard = `${BEST}spare: [{because: 否定, when: [不敢说…4<hit>]}]`;
    expect(hits(guard, '不敢说它最好用')).toEqual([]);
    expect(hits(guard, '不敢说别的，它最好用')).toEqual(['最好用']);
    expect(hits(guard, '不敢说最好用，但真的最好用')).toEqual(['最好用']);
  });

  it('before and after look to their side only', () => {
    const before = `${BEST}spare: [{because: 前, before: [听说]}]`;
    expect(hits(before, '听说最好用')).toEqual([]);
    expect(hits(before, '最好用听说')).toEqual(['最好用']);
  });
});

describe('conditions', () => {
  it('with and without are silent', () => {
    expect(hits(`${BEST}with: [{any: [面霜], within: sentence}]`, '最好用')).toEqual([]);
    expect(hits(`${BEST}with: [{any: [面霜], within: sentence}]`, '面霜，最好用')).toEqual(['最好用']);
    expect(hits(`${BEST}without: [{any: [最好用力], within: clause}]`, '最好用力')).toEqual([]);
  });

  it('a dictionary word across the edge is another reading', () => {
    expect(hits('find: [绝对]', '我拒绝对比')).toEqual([]);
    expect(hits('find: [绝对]', '我绝对不骗人')).toEqual(['绝对']);
    expect(hits('find: [绝对]\nedges: none', '我拒绝对比')).toEqual(['绝对']);
  });
});

describe('disclosures', () => {
  const rule =
    'find: [限时]\nedges: none\nverdict: undisclosed\nneeds: [{fact: 截止时间, any: [到9月], within: utterance}]';
  it('names what is missing', () => {
    expect(find(rule, '限时特价')[0]).toMatchObject({
      verdict: 'undisclosed',
      severity: 'warning',
      missing: ['截止时间'],
    });
    expect(find(rule, '限时特价，到9月')).toEqual([]);
  });

  const window = rule.replace('utterance', '1');
  it('looks a number of utterances around', () => {
    expect(hits(window, '限时特价\n到9月')).toEqual([]);
    expect(hits(window, '到9月\n限时特价')).toEqual([]);
    expect(hits(window, '限时特价\n别的话\n到9月')).toEqual(['限时']);
  });

  const script =
    'find: [限时]\nedges: none\nverdict: undisclosed\nneeds: [{fact: 预告, any: [预告], within: script, where: before, times: 2}]';
  it('looks through the script, before, at least twice', () => {
    const options = { minChars: 0 };
    expect(hits(script, '预告\n预告一下\n限时', options)).toEqual([]);
    expect(hits(script, '预告\n限时', options)).toEqual(['限时']);
    expect(hits(script, '限时\n预告\n预告', options)).toEqual(['限时']);
    expect(hits(script, '限时\n限时', options)).toEqual(['限时']);
    expect(hits(script, '限时')).toEqual([]);
  });
});

describe('whole scripts', () => {
  it('absent: what is never said', () => {
    const rule = 'absent: {any: [退货], in: script, min-chars: 10}\nverdict: undisclosed';
    expect(find(rule, '这是一段说了很久的话没提那件事').length).toBe(1);
    expect(find(rule, '这是一段说了很久的话可以退货的')).toEqual([]);
    expect(find(rule, '短')).toEqual([]);
  });

  it('often: how dense', () => {
    const rule = 'find: [赶紧]\nedges: none\noften: {more-than: 2, per: 100, min-chars: 0}\nverdict: advice';
    expect(find(rule, '赶紧，赶紧，赶紧').length).toBe(1);
    expect(find(rule, `赶紧，赶紧${'慢'.repeat(200)}赶紧`)).toEqual([]);
  });
});

describe('evidence', () => {
  const rule = 'find: [防水]\nedges: none\nevidence: true\nverdict: unproven';
  it('clears what it covers until it expires', () => {
    expect(hits(rule, '防水的', { evidence: [{ id: 'E1', covers: ['防水'], validUntil: '2026-11-21' }] })).toEqual([]);
    expect(hits(rule, '防水的', { evidence: [{ id: 'E1', covers: ['防水'], validUntil: '2026-11-20' }] })).toEqual([
      '防水',
    ]);
    expect(hits(rule, '防水的', { evidence: [{ id: 'E1', covers: ['防尘'] }] })).toEqual(['防水']);
  });
});

describe('trades', () => {
  const rule =
    'find: [抢购]\nedges: none\nverdict: advice\nby-trade: {health-food: {verdict: violation, severity: error}}';
  it('change the verdict', () => {
    expect(find(rule, '抢购')[0]).toMatchObject({ verdict: 'advice', severity: 'info' });
    expect(find(rule, '抢购', { trade: 'health-food' })[0]).toMatchObject({ verdict: 'violation', severity: 'error' });
  });
  it('limit a rule', () => {
    expect(hits('find: [抢购]\ntrades: [food]', '抢购')).toEqual([]);
    expect(hits('find: [抢购]\ntrades: [food]', '抢购', { trade: 'food' })).toEqual(['抢购']);
  });
});

describe('one span, one main finding', () => {
  it('the longest match of a rule wins', () => {
    expect(hits('find: [最好, 最好用, 好用]\nedges: none', '最好用')).toEqual(['最好用']);
  });
});

describe('the trade of a script', () => {
  const words: TradeWords = {
    least: 2,
    lead: 2,
    trades: {
      food: { title: '食品', 'title-en': 'food', words: ['饼干', '好吃', '配料表'] },
      pets: { title: '宠物', 'title-en': 'pets', words: ['猫粮', '狗粮'] },
    },
  };
  it('is told where one clearly leads', () => {
    expect(guessTrade('饼干好吃，配料表在背面，旁边放着猫粮', words)?.trade).toBe('food');
  });
  it('is not guessed from little, nor between two', () => {
    expect(guessTrade('饼干饼干饼干', words)).toBeUndefined();
    expect(guessTrade('饼干好吃，猫粮狗粮', words)).toBeUndefined();
  });
});
