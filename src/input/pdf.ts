import { InputError } from './error.js';
import { type Piece, Prose } from './prose.js';
import type { Reader } from './reader.js';
import { readWhole } from './source.js';

const MAX_BYTES = 200 * 2 ** 20;

interface TextItem {
  str: string;
  hasEOL: boolean;
  height: number;
  transform: number[];
}

/** The text of a PDF, page by page. What was printed as lines is put together to paragraphs again. */
export const pdfReader: Reader = {
  format: 'pdf',
  async *read(source, { structure }) {
    const bytes = await readWhole(source, MAX_BYTES);
    if (bytes.length === 0) throw new InputError('empty', source.path);
    const { getDocumentProxy } = await import('unpdf');
    const prose = new Prose(structure);
    try {
      const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
      for (let number = 1; number <= document.numPages; number += 1) {
        const page = await document.getPage(number);
        const { items } = await page.getTextContent();
        const paragraphs = paragraphsOf(items.filter((item): item is typeof item & TextItem => 'str' in item));
        for (const [index, text] of paragraphs.entries()) {
          const piece: Piece = { text, from: 0, size: 0 };
          prose.paragraph([piece], {
            label: `page ${number} paragraph ${index + 1}`,
            at: { page: number, paragraph: index + 1 },
          });
        }
        page.cleanup();
      }
      await document.destroy();
    } catch (error) {
      throw pdfError(error, source.path);
    }
    if (prose.said === 0) {
      throw new InputError('pictures-only', source.path, {});
    }
    yield prose.script(source.path, 'pdf');
  },
};

function pdfError(error: unknown, path: string): unknown {
  if (error instanceof InputError) return error;
  const { name, message } = error as Error;
  if (name === 'PasswordException') return new InputError('protected', path);
  return new InputError('damaged', path, { format: 'PDF', reason: message.slice(0, 80) });
}

interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
}

/** Lines that fill the width and follow each other closely are one paragraph. */
function paragraphsOf(items: readonly TextItem[]): string[] {
  const lines = linesOf(items).filter(({ text }) => text.trim() !== '');
  const right = Math.max(0, ...lines.map((line) => line.right));
  const paragraphs: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const gap = before ? Math.abs(before.y - line.y) : 0;
    const goesOn =
      before !== undefined &&
      before.right > right - 2 * before.height &&
      gap < 2 * before.height &&
      Math.abs(before.height - line.height) < 1 &&
      line.left <= before.left + line.height * 0.5;
    if (goesOn) paragraphs.push(glue(paragraphs.pop()!, line.text));
    else paragraphs.push(line.text.trim());
    before = line;
  }
  return paragraphs;
}

const glue = (before: string, after: string): string =>
  /[A-Za-z0-9,.;]$/.test(before) && /^[A-Za-z0-9]/.test(after.trim())
    ? `${before} ${after.trim()}`
    : before + after.trim();

function linesOf(items: readonly TextItem[]): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const item of items) {
    const [left = 0, y = 0] = [item.transform[4], item.transform[5]];
    const width = (item as unknown as { width?: number }).width ?? 0;
    if (line === undefined || Math.abs(line.y - y) > Math.max(1, line.height / 2)) {
      if (item.str.trim() === '') continue;
      line = { text: '', left, right: left, y, height: item.height || Math.abs(item.transform[3] ?? 10) };
      lines.push(line);
    }
    line.text += item.str;
    line.right = Math.max(line.right, left + width);
  }
  return lines;
}
