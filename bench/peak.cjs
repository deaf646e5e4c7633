// Loaded into a measured process: notes its peak memory (KB) and processor time (ms, all threads) when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.BENCH_NOTE, JSON.stringify({ maxRss: maxRSS, cpu: (userCPUTime + systemCPUTime) / 1000 }));
});
