import { parentPort, workerData } from 'node:worker_threads';
import type { Given } from './commands/threads/protocol.js';
import { work } from './commands/threads/worker.js';

if (parentPort) await work(parentPort, workerData as Given);
