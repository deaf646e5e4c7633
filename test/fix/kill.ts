/**
 * Kills `koubo fix` with SIGKILL at random moments and looks at what is left: the file must be wholly the old one or wholly
 * the new one, and a run that is let through must end with the new one. Needs a built dist/.
 *
 *   node --import tsx test/fix/kill.ts [kills=200] [seed=1]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Toll {
  kills: number;
  /** the process had ended by itself before the signal came */
  late: number;
  old: number;
  new: number;
  /** kills that left a temporary file behind: the moment was between its creation and the renaming */
  temporaries: number;
}

interface Sample {
  name: string;
  old: Buffer;
  new: Buffer;
}

/** @throws Error that names the kill after which a file was neither old nor new */
export async function killMany(
  samples: readonly { name: string; bytes: Buffer }[],
  kills: number,
  seed: number,
): Promise<Toll> {
  const folder = mkdtempSync(join(tmpdir(), 'koubo-kill-'));
  const random = generator(seed);
  const toll: Toll = { kills: 0, late: 0, old: 0, new: 0, temporaries: 0 };
  try {
    writeFileSync(join(folder, 'koubo.yaml'), 'root: true\n');
    const ready: (Sample & { moment: number })[] = [];
    for (const { name, bytes } of samples) ready.push({ name, old: bytes, ...(await whole(folder, name, bytes)) });
    while (toll.kills < kills) {
      const sample = ready[(toll.kills + toll.late) % ready.length]!;
      const { name, moment } = sample;
      const file = join(folder, name);
      writeFileSync(file, sample.old);
      // Anywhere in the run; from when the temporary file is there; from when it takes its place.
      const when: When = random() < 0.5 ? 'start' : random() < 0.7 ? 'temporary' : 'renamed';
      const after = random() * (when === 'start' ? moment * 1.2 : 3);
      const { code } = await run(folder, name, { when, after });
      if (code === null) toll.kills += 1;
      else toll.late += 1;
      const now = readFileSync(file);
      const which = now.equals(sample.old) ? 'old' : now.equals(sample.new) ? 'new' : undefined;
      if (!which)
        throw new Error(`${name} is neither old nor new (${now.length} bytes) ${after.toFixed(1)} ms after the start`);
      if (code !== null && which === 'old') throw new Error(`${name}: the run ended, and the file is the old one`);
      if (code === null) toll[which] += 1;
      const left = readdirSync(folder).filter((each) => each.startsWith('.koubo-'));
      if (left.length > 0) toll.temporaries += 1;
      for (const each of left) rmSync(join(folder, each));
      rmSync(file);
    }
    return toll;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that is let through: the new bytes, and when they were there (ms after the start). */
async function whole(folder: string, name: string, bytes: Buffer): Promise<{ new: Buffer; moment: number }> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const { ino } = statSync(file);
  const started = performance.now();
  let moment = 0;
  const look = setInterval(() => {
    if (moment === 0 && statSync(file).ino !== ino) moment = performance.now() - started;
  }, 1);
  const { code } = await run(folder, name);
  clearInterval(look);
  const now = readFileSync(file);
  rmSync(file);
  if (code === null || now.equals(bytes)) throw new Error(`${name}: nothing was fixed`);
  return { new: now, moment: moment || performance.now() - started };
}

type When = 'start' | 'temporary' | 'renamed';

async function run(
  folder: string,
  name: string,
  kill?: { when: When; after: number },
): Promise<{ code: number | null }> {
  let seen = false;
  const watcher = watch(folder, (_, changed) => {
    const temporary = changed?.startsWith('.koubo-') ?? false;
    if (kill && ((kill.when === 'temporary' && temporary) || (kill.when === 'renamed' && seen && changed === name)))
      end(kill.after);
    seen ||= temporary;
  });
  const child: ChildProcess = spawn(process.execPath, [CLI, 'fix', '--all', name], { cwd: folder, stdio: 'ignore' });
  let timer: NodeJS.Timeout | undefined;
  const end = (after: number): void => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), after);
  };
  if (kill?.when === 'start') end(kill.after);
  const code = await new Promise<number | null>((done) => child.on('close', (ended) => done(ended)));
  clearTimeout(timer);
  watcher.close();
  return { code };
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Large enough that writing takes a while, in the three ways in which files are written. */
export function killSamples(): { name: string; bytes: Buffer }[] {
  const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
  const filler = Buffer.from('质地清爽，喜欢的可以看看。\n'.repeat(2000));
  return [
    { name: 'a.txt', bytes: Buffer.concat([Buffer.from('这款面膜zui好用。\r\n'), filler]) },
    { name: 'b.docx', bytes: fixture('office/cups.docx') },
    { name: 'c.xlsx', bytes: fixture('office/cups.xlsx') },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [kills = 200, seed = 1] = process.argv.slice(2).map(Number);
  const toll = await killMany(killSamples(), kills, seed);
  console.log(JSON.stringify(toll));
}
