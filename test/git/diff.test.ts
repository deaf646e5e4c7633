import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiffReader, type LineRanges, touches } from '../../src/git/diff.js';

function read(text: string | Buffer, size = 1 << 20): Record<string, LineRanges> {
  const reader = new DiffReader();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return Object.fromEntries(reader.files);
}

const HEAD = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n';

describe('lines of a diff', () => {
  it.each<[string, string, Record<string, LineRanges>]>([
    ['one line changed', `${HEAD}@@ -3 +3 @@ 前\n-旧\n+新\n`, { x: [[3, 3]] }],
    [
      'several hunks',
      `${HEAD}@@ -1,0 +2,2 @@\n+a\n+b\n@@ -9 +11 @@\n-c\n+d\n`,
      {
        x: [
          [2, 3],
          [11, 11],
        ],
      },
    ],
    ['only taken out', `${HEAD}@@ -3,2 +2,0 @@\n-a\n-b\n`, { x: [] }],
    ['content that looks like a header', `${HEAD}@@ -1 +1,2 @@\n--- a/y\n+++ b/y\n+@@ -1 +9 @@\n`, { x: [[1, 2]] }],
    [
      'no line end',
      `${HEAD}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n`,
      { x: [[1, 1]] },
    ],
    ['a new file', 'diff --git a/x b/x\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n', { x: [[1, 2]] }],
    ['a file that is gone', 'diff --git a/x b/x\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n', {}],
    ['a rename without change', 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n', {}],
    ['white space in a name', '+++ b/话 术/面霜.md\t\n@@ -1 +1 @@\n-a\n+b\n', { '话 术/面霜.md': [[1, 1]] }],
    ['a quoted name', '+++ "b/a\\"\\\\\\t\\351\\235\\242.txt"\n@@ -1 +1 @@\n-a\n+b\n', { 'a"\\\t面.txt': [[1, 1]] }],
    ['a name with b/ inside', '+++ b/b/b/x\n@@ -1 +1 @@\n-a\n+b\n', { 'b/b/x': [[1, 1]] }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(read(text, 3)).toEqual(expected);
  });

  it('a range is found by any line in it', () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(4))), range, (gaps, [first, more]) => {
        const ranges: LineRanges = [];
        let at = 0;
        for (const [gap, size] of gaps) {
          ranges.push([at + gap, at + gap + size]);
          at += gap + size + 1;
        }
        const expected = ranges.some(([from, to]) => from <= first + more && to >= first);
        expect(touches(ranges, first, first + more)).toBe(expected);
      }),
    );
  });
});
