import { describe, expect, it } from 'vitest';
import { beginningSigns, endingSigns } from '../../src/judge/edges.js';
import { Scale } from '../../src/judge/scale.js';
import { loadBundle } from '../../src/rules/bundle.js';
import { createSegmenter } from '../../src/text/segmenters/index.js';

const scale = new Scale(loadBundle().program.signs);
const segmenter = createSegmenter();
const ends = (text: string) => scale.ends(segmenter.tag(text));
const begins = (text: string) => scale.begins(segmenter.tag(text));

describe('how a clause ends', () => {
  it.each(['拍下三天内发货', '手柄是核桃木的', '一盒十二支', '洗完晾干就能收'])('%s: so', (text) => {
    expect(ends(text)).toBeGreaterThan(-0.5);
  });
  it.each(['手柄是核桃木的所以', '洗完晾干就', '我们今天把', '一看就很'])('%s: not so', (text) => {
    expect(ends(text)).toBeLessThan(-1.5);
  });
});

describe('how a clause begins', () => {
  it.each(['拍下三天内发货', '手柄是核桃木的', '我们今天换了新包装'])('%s: so', (text) => {
    expect(begins(text)).toBeGreaterThan(-0.5);
  });
  it.each(['的手柄是核桃木', '了新包装', '着晾干就能收'])('%s: not so', (text) => {
    expect(begins(text)).toBeLessThan(-1.5);
  });
});

it('looks at the three words next to the edge, and at how many there are up to four', () => {
  const of = (text: string) => segmenter.tag(text);
  const long = '手柄是核桃木做的一把勺子';
  expect([...endingSigns(of(`我们家的${long}`))]).toEqual([...endingSigns(of(long))]);
  expect([...beginningSigns(of(`${long}我们家的`))]).toEqual([...beginningSigns(of(long))]);
  expect([...endingSigns(of('勺子'))]).not.toEqual([...beginningSigns(of('勺子'))]);
});
