import { PassThrough } from 'node:stream';
import { type ExitCode, main } from '../../src/main.js';

/** A terminal with a person at it who answers each question as it is asked. */
export async function atTerminal(
  argv: readonly string[],
  cwd: string,
  answers: readonly (string | undefined)[],
): Promise<{ code: ExitCode; screen: string; asked: number }> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let screen = '';
  let fresh = '';
  let asked = 0;
  const waiting = [...answers];
  stdout.on('data', (chunk: Buffer) => {
    screen += chunk;
    fresh += chunk;
    // A prompt is what stands on a line that has not ended yet: a choice, a blank to fill in, a sentence to edit.
    if (!/(?:\[\?\] |^ {2}[^\n]{1,30}：(?:[^\n]*))$/mu.test(plain(fresh).split('\n').at(-1) ?? '')) return;
    fresh = '';
    setImmediate(() => {
      const answer = waiting[asked];
      asked += 1;
      // Nothing more to say: Ctrl-D.
      stdin.write(answer === undefined ? '\u0004' : `${answer}\r`);
    });
  });
  stderr.on('data', (chunk: Buffer) => {
    screen += chunk;
  });
  const env = { NO_COLOR: '1' };
  const code = await main({ argv, stdin, stdout, stderr, cwd, env, isTTY: true, columns: 100 });
  return { code, screen: plain(screen), asked };
}

/** Without the sequences by which a line is edited in place. */
const plain = (text: string): string => text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
