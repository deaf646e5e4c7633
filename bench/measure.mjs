// Runs whole processes and says what they took.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const peak = fileURLToPath(new URL('./peak.cjs', import.meta.url));
const note = fileURLToPath(new URL('./out/peak.json', import.meta.url));

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** What has to stand before a command so that all its threads share one processor; undefined where the system has no such command. */
export const oneProcessor = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : undefined;

/**
 * Wall time in milliseconds of `node …args`, from before it is started until it has ended. `options` are those of spawnSync and
 * `before`, the words of a command that starts it.
 */
export function wall(args, { before = [], ...options } = {}) {
  const [command, ...words] = [...before, process.execPath, ...args];
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || status > 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return time;
}

/** One run with what the process itself says at its end: { wall, cpu } in ms, `rss` in MB. `stdout` is a file descriptor. */
export function full(args, stdout, options = {}) {
  const time = wall(['--require', peak, ...args], {
    ...options,
    stdio: ['ignore', stdout, 'pipe'],
    env: { ...process.env, BENCH_NOTE: note },
  });
  const { maxRss, cpu } = JSON.parse(readFileSync(note, 'utf8'));
  return { wall: time, cpu, rss: maxRss / 1024 };
}

/**
 * Times several commands in turn, round after round, so that whatever else the machine is doing falls on all alike.
 * `commands`: { name: args }. Returns { name: { median, min, cpu } } in ms: wall clock, and the median processor time.
 */
export function inTurn(commands, rounds, options = {}) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, { wall: [], cpu: [] }]));
  for (const name of Object.keys(commands)) wall(commands[name], options);
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      times[name].wall.push(wall(args, options));
      times[name].cpu.push(full(args, 'ignore', options).cpu);
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, { wall, cpu }]) => [
      name,
      { median: median(wall), min: Math.min(...wall), cpu: median(cpu) },
    ]),
  );
}
