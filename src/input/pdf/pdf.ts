import { Worker } from 'node:worker_threads';
import { InputError } from '../error.js';
import { Prose } from '../prose.js';
import type { Reader } from '../reader.js';
import { readWhole } from '../source.js';
import type { PdfMessage } from './pages.js';

const MAX_BYTES = 200 * 2 ** 20;
/** For opening the file, and for each page (ms). Ordinary pages take a hundredth of it; some damage makes parsers count for ever. */
const PATIENCE = 20_000;
const MAX_MEMORY_MB = 1024;

/**
 * The text of a PDF, page by page. What was printed as lines is put together to paragraphs again. It is parsed in a worker:
 * a parser cannot be interrupted, a worker can.
 */
export const pdfReader: Reader = {
  format: 'pdf',
  async *read(source, { structure }) {
    const bytes = await readWhole(source, MAX_BYTES);
    if (bytes.length === 0) throw new InputError('empty', source.path);
    // A few bytes of whatever sent it may stand before the head.
    if (!bytes.subarray(0, 1024).includes('%PDF-'))
      throw new InputError('other-content', source.path, { format: 'pdf' });
    const prose = new Prose(structure);
    for await (const { page, paragraphs } of pages(bytes, source.path)) {
      for (const [index, text] of paragraphs.entries()) {
        const number = index + 1;
        const label = `page ${page} paragraph ${number}`;
        prose.paragraph([{ text, from: 0, size: 0 }], { label, at: { page, paragraph: number } });
      }
    }
    if (prose.said === 0) throw new InputError('pictures-only', source.path);
    yield prose.script(source.path, 'pdf');
  },
};

async function* pages(bytes: Buffer, path: string): AsyncGenerator<{ page: number; paragraphs: string[] }> {
  const { here } = await import('./pages.js');
  // From source, as in tests, TypeScript has to be loaded.
  const load = here.endsWith('.ts')
    ? `import('tsx/esm/api').then(({ tsImport }) => tsImport(workerData.here, workerData.here))`
    : 'import(workerData.here)';
  const code = `const { workerData } = require('node:worker_threads'); ${load};`;
  const worker = new Worker(code, {
    eval: true,
    workerData: { here, bytes: new Uint8Array(bytes) },
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    stdout: true,
    stderr: true,
  });
  const inbox = new Inbox(worker);
  try {
    while (true) {
      const message = await inbox.next();
      if ('end' in message) return;
      if ('error' in message) throw pdfError(message.error, path);
      yield message;
    }
  } finally {
    await worker.terminate();
  }
}

/** What a worker says, in order; its death and its silence count as words. */
class Inbox {
  private readonly messages: PdfMessage[] = [];
  private wake: (() => void) | undefined;

  constructor(worker: Worker) {
    worker.on('message', (message: PdfMessage) => this.put(message));
    worker.on('error', ({ name, message }: Error) => this.put({ error: { name, message } }));
    worker.on('exit', () => this.put({ error: { name: 'Exit', message: 'exit' } }));
  }

  private put(message: PdfMessage): void {
    this.messages.push(message);
    this.wake?.();
  }

  async next(): Promise<PdfMessage> {
    if (this.messages.length === 0) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, PATIENCE);
        this.wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    return this.messages.shift() ?? { error: { name: 'Timeout', message: `> ${PATIENCE / 1000} s` } };
  }
}

function pdfError({ name, message }: { name: string; message: string }, path: string): InputError {
  if (name === 'PasswordException') return new InputError('protected', path);
  return new InputError('damaged', path, { format: 'PDF', reason: message.slice(0, 80) });
}
