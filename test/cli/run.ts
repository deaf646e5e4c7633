import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach } from 'vitest';
import { type ExitCode, type Io, main } from '../../src/main.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files, removed after the test. */
export function folderWith(files: Record<string, string | Buffer> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'koubo-'));
  folders.push(folder);
  // An empty root config keeps configs of the machine's own folders out.
  for (const [path, content] of Object.entries({ 'koubo.yaml': 'root: true\n', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface Ran {
  code: ExitCode;
  out: string;
  err: string;
  folder: string;
}

/** The whole program in this process. */
export async function koubo(
  argv: readonly string[],
  files: Record<string, string | Buffer> = {},
  more: Partial<Omit<Io, 'stdin'>> & { stdin?: string } = {},
): Promise<Ran> {
  const folder = more.cwd ?? folderWith(files);
  const { stdin = '', ...io } = more;
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const [out, err] = [collect(stdout), collect(stderr)];
  const code = await main({
    argv,
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout,
    stderr,
    cwd: folder,
    env: {},
    isTTY: false,
    columns: 80,
    ...io,
  });
  stdout.end();
  stderr.end();
  return { code, out: await out, err: await err, folder };
}

async function collect(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
