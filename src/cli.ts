#!/usr/bin/env node
import { main } from './main.js';

const { stdin, stdout, stderr, env } = process;
process.exitCode = await main({
  argv: process.argv.slice(2),
  stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
  env,
  isTTY: stdout.isTTY === true,
  columns: stdout.columns ?? 80,
  onStop(stop) {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const release = (): void => {
      for (const signal of signals) process.off(signal, once);
    };
    const once = (): void => {
      // A second Ctrl-C does not wait for anything.
      release();
      stop();
    };
    for (const signal of signals) process.on(signal, once);
    return release;
  },
});
