import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read, readAll, refusal, said } from './helpers.js';

describe('html', () => {
  it.each([
    ['paragraphs', '<p>甲</p><div>乙<p>丙</div>', ['甲', '乙', '丙']],
    ['inline marks', '<p>这款<b>全网<i>最</i></b>好&amp;用</p>', ['这款全网最好&用']],
    ['breaks', '<p>甲<br>乙</p>', ['甲', '乙']],
    [
      'no scripts, styles and comments',
      '<head><title>最</title></head><script>最</script><style>最</style><!-- 最 -->好',
      ['好'],
    ],
    ['white space of the source', '<p>\n  这款\n  很好\n  SPF\n  50\n</p>', ['这款很好SPF 50']],
    ['lists and speakers', '<ul><li>主播：甲<li>观众：乙</ul>', ['host 主播| 甲', 'viewer 观众| 乙']],
    ['tables by their header', '<table><tr><th>商品<th>话术<tr><td>面膜<td>很<b>好</b></table>', ['很好']],
    ['unclosed tags', '<p><b>甲<p>乙', ['甲', '乙']],
  ])('knows %s', async (_, text, expected) => {
    expect(said(await read(`<!doctype html>${text}`, 'a.html'))).toEqual(expected);
  });

  it('opens sections at headings and places words in the source', async () => {
    const text =
      '<html>\n<h2>1号 <em>面膜</em></h2>\n<p>这款<b>最</b>好</p>\n<!-- koubo-disable-next-line a/b -- x -->\n<p>\n还行</p>';
    const script = await read(text, 'a.html');
    expect(script.sections.map(({ title }) => title)).toEqual(['1号 面膜']);
    const start = script.text.indexOf('最好');
    expect(script.locate(start)).toEqual({ line: 3, column: 9 });
    const origin = script.origin!({ start, end: start + 2 });
    expect(text.slice(origin.start, origin.end)).toBe('最</b>好');
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], lines: { first: 6, last: 6 } }]);
  });

  it('is known by its content, and refuses pages with nothing to say', async () => {
    expect((await read('<!DOCTYPE html><p>好', 'a.txt')).format).toBe('html');
    expect(await refusal('<html><script>x</script></html>', 'a.html')).toMatchObject({ code: 'no-copy' });
  });

  it('stays fast on hostile nesting', async () => {
    const start = performance.now();
    expect(await refusal(`<html>${'<div>'.repeat(100_000)}好`, 'a.html')).toMatchObject({ code: 'too-deep' });
    await readAll(`<html>${'<'.repeat(100_000)}好${'&'.repeat(100_000)}`, 'a.html');
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

describe('files that LibreOffice wrote', () => {
  const fixture = (name: string): Buffer => readFileSync(`test/input/fixtures/${name}`);
  const speech = ['host 主播| 家人们，这款面霜很滋润。', 'host 主播小雨| 这支唇釉颜色很正。', '喜欢的可以看看。'];

  it.each(['libreoffice.docx', 'script.html'])('%s', async (name) => {
    const script = await read(fixture(name), name);
    expect(said(script)).toEqual(speech);
    expect(script.sections.map(({ title }) => title)).toEqual(['1号链接 保湿面霜', '2号链接 唇釉']);
  });

  it('a sheet', async () => {
    const script = await read(fixture('libreoffice.xlsx'), 'a.xlsx');
    expect(said(script)).toEqual(['这款面霜很滋润，', '上脸不油', '颜色很正']);
    expect(script.sections.map(({ title }) => title)).toEqual(['保湿面霜', '唇釉']);
  });

  it('an old document', async () => {
    expect(await refusal(fixture('libreoffice.doc'), 'a.doc')).toMatchObject({ code: 'legacy-office' });
  });

  it('a PDF', async () => {
    const script = await read(fixture('libreoffice.pdf'), 'a.pdf');
    expect(script.text.replace(/\s/g, '')).toContain('家人们，这款面霜很滋润。');
    expect(script.locate(0)).toMatchObject({ label: 'page 1 paragraph 1', at: { page: 1 } });
  });
});

describe('PDFs that cannot be read', () => {
  const page = (more: string): string =>
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]${more}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;

  it.each([
    ['only pictures', page(''), 'pictures-only'],
    ['nothing but a head', '%PDF-1.4\n', 'damaged'],
    ['rubbish', 'x'.repeat(100), 'other-content'],
    ['nothing', '', 'empty'],
  ])('%s', async (_, text, code) => {
    expect((await refusal(text, 'a.pdf')).code).toBe(code);
  });
});
