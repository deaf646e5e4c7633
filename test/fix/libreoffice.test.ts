import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Zip } from '../../src/input/office/zip.js';
import { type Wish, write } from './support.js';

const present = spawnSync('soffice', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'koubo-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What LibreOffice says the files hold, all of them in one run: its start takes long. */
function converted(files: readonly string[], to: string, ending: string): string[] {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, ...files], {
    stdio: 'ignore',
  });
  return files.map((file) => readFileSync(file.replace(/[^.]+$/, ending), 'utf8').replace(/^\ufeff/, ''));
}

const SAMPLES: [name: string, to: string, ending: string, wishes: Wish[]][] = [
  ['cups.docx', 'txt:Text (encoded):UTF8', 'txt', [['这只杯子是全网最好用的，没有之一。', '这只杯子挺好用。']]],
  [
    'cups.xlsx',
    'csv:Text - txt - csv (StarCalc):44,34,76',
    'csv',
    [
      ['茶漏是国家级品质，孔很细。', '茶漏的孔很细。'],
      ['这只杯子是国家级品质，手感很轻。', '这只杯子手感很轻。'],
    ],
  ],
];

// Where LibreOffice is not installed nothing can be opened by it; the files are then unpacked, and that much is tested.
it.each(SAMPLES)(
  `%s is fixed so that ${present ? 'LibreOffice opens it and finds it changed only there' : 'it unpacks (LibreOffice is NOT here to open it)'}`,
  async (name, to, ending, wishes) => {
    const original = readFileSync(new URL(`../../fixtures/office/${name}`, import.meta.url));
    const { bytes, refusals } = await write(original, name, wishes);
    expect(refusals).toEqual([]);
    const zip = new Zip(bytes, name, 'docx');
    for (const each of zip.names) expect(zip.read(each).length).toBeGreaterThan(0);
    if (!present) return;
    const [before, after] = [join(folder, `before-${name}`), join(folder, `after-${name}`)];
    writeFileSync(before, original);
    writeFileSync(after, bytes);
    const [old, now] = converted([before, after], to, ending);
    // Only the first: the same words elsewhere are other cells.
    const expected = wishes.reduce((text, [words, said]) => text.replace(words, said!), old!);
    expect(now).toBe(expected);
  },
  600_000,
);
