#!/usr/bin/env node
import { main } from './main.js';

const { stdout, env } = process;
process.exitCode = await main({
  argv: process.argv.slice(2),
  // Node opens a stream when it is first asked for, and loads its network for one that is a pipe.
  get stdin() {
    return process.stdin;
  },
  stdout,
  get stderr() {
    return process.stderr;
  },
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
// Whatever was still to be done is done by then. Node would take its heap apart piece by piece before the process ends.
process.once('exit', (code) => process.exit(code));
