// koubo live on ten hours of speech: memory early and late, and how long a line waits for its alert.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { transcript } from './transcript.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** People who sell speak about 280 characters a minute. */
const CHARACTERS_AN_HOUR = 280 * 60;
const MS_A_CHARACTER = 60_000 / 280;

/** A number of a process's /proc/PID/status in MB: VmRSS now, VmHWM at its highest. */
const megabytes = (pid, name) =>
  Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);

/** Waits until a process has done what there was to do: it has used no processor time for half a second. */
async function idle(pid) {
  const used = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).join();
  for (let before = ''; before !== used(); ) {
    before = used();
    await new Promise((done) => setTimeout(done, 500));
  }
}

function start() {
  const child = spawn(process.execPath, [cli, 'live', '--format', 'ndjson', '--no-config'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  return { child, lines };
}

/** Lines of at most 30 characters with times, as recognisers send them, of a transcript's own lines. */
function* records(text) {
  let time = 0;
  for (const line of text.split('\n')) {
    for (let at = 0; at < line.length; at += 30) {
      const piece = line.slice(at, at + 30);
      const end = time + piece.length * MS_A_CHARACTER;
      yield { time: end, line: JSON.stringify({ text: piece, start: time / 1000, end: end / 1000, speaker: '主播' }) };
      time = end + 200;
    }
    time += 2000;
  }
}

/** MB after each hour of speech, and the last summary. */
export async function memory(hours = 10) {
  const { path } = await transcript(hours * CHARACTERS_AN_HOUR);
  const { child, lines } = start();
  let summary;
  lines.on('line', (line) => {
    if (line.startsWith('{"type":"summary"')) summary = JSON.parse(line);
  });
  const ended = new Promise((done) => child.once('close', done));
  const after = [];
  let hour = 1;
  for (const { time, line } of records(readFileSync(path, 'utf8'))) {
    if (!child.stdin.write(`${line}\n`)) await new Promise((done) => child.stdin.once('drain', done));
    if (time < hour * 3_600_000) continue;
    await idle(child.pid);
    after.push({ hour, resident: megabytes(child.pid, 'VmRSS'), peak: megabytes(child.pid, 'VmHWM') });
    hour += 1;
  }
  child.stdin.end();
  await ended;
  return { after, summary };
}

/** Words that make as many different claims: what was said before is told only by its count. */
const QUALITIES =
  '好用 好看 好吃 便宜 实惠 划算 耐用 舒服 漂亮 新鲜 好喝 柔软 轻薄 安全 高级 优质 专业 完美 好闻 结实 保暖 透气 显瘦 百搭 时髦 干净 健康 省电 安静 方便 好听 厚实 顺滑 清爽 细腻 松软 酥脆 香甜 地道'.split(
    ' ',
  );

/** Milliseconds from a line's arrival to its alert. The first is of a program that has only just begun to listen. */
export async function latency() {
  const { child, lines } = start();
  const took = [];
  for (const [number, quality] of QUALITIES.entries()) {
    await new Promise((done) => setTimeout(done, number === 0 ? 2000 : 50));
    const told = new Promise((done) => lines.once('line', done));
    const begun = performance.now();
    child.stdin.write(`家人们看一下，这个就是全网最${quality}的。\n`);
    await Promise.race([
      told,
      new Promise((_, fail) => setTimeout(fail, 30_000, new Error(`no alert for ${quality}`)).unref()),
    ]);
    took.push(performance.now() - begun);
  }
  child.stdin.end();
  await new Promise((done) => child.once('close', done));
  return { first: took[0], rest: took.slice(1).sort((a, b) => a - b) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { first, rest } = await latency();
  const [median, slowest] = [rest[rest.length >> 1], rest.at(-1)].map((ms) => ms.toFixed(1));
  console.log(`first alert ${first.toFixed(0)} ms, then median ${median} ms, slowest of ${rest.length} ${slowest} ms`);
  const { after, summary } = await memory(Number(process.argv[2] ?? 10));
  for (const { hour, resident, peak } of after) console.log(`after ${hour} h: ${resident} MB, peak ${peak} MB`);
  console.log(JSON.stringify(summary.live), JSON.stringify(summary.summary));
}
