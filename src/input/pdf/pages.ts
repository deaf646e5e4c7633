import { type MessagePort, parentPort, workerData } from 'node:worker_threads';

/** Where this module lies once bundled: the worker loads it by that. */
export const here = import.meta.url;

/** What the worker says: a page's paragraphs, an end, or what went wrong. */
export type PdfMessage =
  | { page: number; paragraphs: string[] }
  | { end: true }
  | { error: { name: string; message: string } };

async function sendPages(bytes: Uint8Array, port: MessagePort): Promise<void> {
  const send = (message: PdfMessage): void => port.postMessage(message);
  try {
    for await (const [page, paragraphs] of pagesOf(bytes)) send({ page, paragraphs });
    send({ end: true });
  } catch (error) {
    const { name, message } = error as Error;
    send({ error: { name, message } });
  }
}

// What the worker loads this module for; a bundler that sees only who imports `here` leaves it in place.
const work = workerData as { here?: string; bytes: Uint8Array } | null;
// From source, the loader adds to the address.
if (parentPort && work?.here && here.startsWith(work.here)) void sendPages(work.bytes, parentPort);

async function* pagesOf(bytes: Uint8Array): AsyncGenerator<[number, string[]]> {
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false });
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    yield [number, paragraphsOf(items.filter((item): item is typeof item & TextItem => 'str' in item))];
    page.cleanup();
  }
  await document.destroy();
}

interface TextItem {
  str: string;
  hasEOL: boolean;
  height: number;
  transform: number[];
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
