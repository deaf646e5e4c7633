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
});
