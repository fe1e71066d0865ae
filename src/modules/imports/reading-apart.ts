import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Unreadable } from '../../shared/errors.js';
import { TooLarge } from '../../web/refusals.js';
import type { Passage } from './passages.js';
import type { Reading, UnreadableCode } from './reader/reading.js';
import type { ReadingAnswer, ReadingTask } from './reading-worker.js';

/** For tests: how long and how much a document may take. */
export interface ReadingLimits {
  milliseconds: number;
  megabytes: number;
}

const LIMITS: ReadingLimits = { milliseconds: 20_000, megabytes: 512 };
/** Each takes a processor for itself; whoever comes third waits. */
const AT_ONCE = 2;

/**
 * Reads a document in a process of its own, so that one that is built to take all time or memory stops neither the
 * server nor the request of anybody else.
 * @throws Unreadable `import.…` with the reader's reason, or `import.tooSlow`, `import.readerBroke`
 * @throws TooLarge beyond 20 MB
 */
export async function readApart(task: ReadingTask, limits: Partial<ReadingLimits> = {}): Promise<Read> {
  return readingOf(await askApart(task, limits));
}

export type Failure = { failed: 'tooSlow' | 'readerBroke' };

/** The same, with the reader's answer as it is. */
export async function askApart(
  task: ReadingTask,
  limits: Partial<ReadingLimits> = {},
): Promise<ReadingAnswer | Failure> {
  await turn();
  try {
    return await ask(task, { ...LIMITS, ...limits });
  } finally {
    next();
  }
}

/** A reading, and what the review shows of the document where that has no lines of text. */
export interface Read {
  reading: Reading;
  passages: Passage[] | null;
}

function readingOf(answer: ReadingAnswer | Failure): Read {
  if ('reading' in answer) return answer;
  if ('failed' in answer) throw new Unreadable(`import.${answer.failed}`);
  const { code, message } = answer.unreadable;
  if ((code as UnreadableCode) === 'too_large') throw new TooLarge(message);
  throw new Unreadable(`import.${code}`, { reason: message });
}

function ask(
  task: ReadingTask,
  { milliseconds, megabytes }: ReadingLimits,
): Promise<ReadingAnswer | Failure> {
  return new Promise((resolve) => {
    const { file, loader } = worker();
    const child = fork(file, {
      serialization: 'advanced',
      execArgv: [...loader, `--max-old-space-size=${megabytes}`],
      // Nothing of the server's environment, which has its passwords.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const clock = setTimeout(() => {
      resolve({ failed: 'tooSlow' });
      child.kill('SIGKILL');
    }, milliseconds);
    child.once('message', (answer: ReadingAnswer) => resolve(answer));
    // Also where the process ends or cannot be reached before it has been sent everything.
    child.once('error', () => resolve({ failed: 'readerBroke' }));
    child.once('close', () => {
      clearTimeout(clock);
      // Without effect where the answer came first.
      resolve({ failed: 'readerBroke' });
    });
    child.send(task, () => undefined);
  });
}

/** Compiled, the worker stands beside this file as JavaScript; from the sources node reads it as TypeScript. */
function worker(): { file: string; loader: string[] } {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return { file: fileURLToPath(new URL('reading-worker.js', here)), loader: [] };
  const hooks = new URL('reading-worker-sources.mjs', here).href;
  return {
    file: fileURLToPath(new URL('reading-worker.ts', here)),
    loader: ['--experimental-transform-types', '--no-warnings', '--import', hooks],
  };
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  running++;
}

function next(): void {
  running--;
  waiting.shift()?.();
}
