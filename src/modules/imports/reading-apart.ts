import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Unreadable } from '../../shared/errors.js';
import { TooLarge } from '../../web/refusals.js';
import type { Passage } from './passages.js';
import type { Reading, UnreadableCode } from './reader/reading.js';
import type { CellTable } from './bulk/read-cells.js';
import type { CellsAnswer, ReadingAnswer, ReadingTask, UnreadableAnswer } from './reading-worker.js';

/** For tests: how long and how much a document may take. */
export interface ReadingLimits {
  milliseconds: number;
  megabytes: number;
}

export const LIMITS: ReadingLimits = { milliseconds: 20_000, megabytes: 512 };
/** Each takes a processor for itself; whoever comes third waits. */
const AT_ONCE = 2;

/** A reading, and what the review shows of the document where that has no lines of text. */
export interface Read {
  reading: Reading;
  passages: Passage[] | null;
}

/** A document that is being read, or waits for its turn. */
export interface OngoingReading {
  /** Fails as `readApart` does, or with ReadingStopped. */
  read: Promise<Read>;
  /** Its place among those that wait for their turn; 0 while it is read itself. */
  ahead(): number;
  /** Ends its process, or its waiting. */
  stop(): void;
}

export class ReadingStopped extends Error {}

/**
 * Reads a document in a process of its own, so that one that is built to take all time or memory stops neither the
 * server nor the request of anybody else.
 * @throws Unreadable `import.…` with the reader's reason, or `import.tooSlow`, `import.readerBroke`
 * @throws TooLarge beyond 20 MB
 */
export function readApart(task: ReadingTask, limits: Partial<ReadingLimits> = {}): Promise<Read> {
  return beginReading(task, limits).read;
}

/** The same, to be looked after while it goes on. */
export function beginReading(task: ReadingTask, limits: Partial<ReadingLimits> = {}): OngoingReading {
  const stopped = new AbortController();
  const turn: Turn = { go: () => undefined };
  const read = answerTo(task, limits, turn, stopped.signal).then(readingOf);
  // It may fail before anybody waits for it: that must not end the server.
  read.catch(() => undefined);
  return {
    read,
    ahead: () => waiting.indexOf(turn) + 1,
    stop: () => stopped.abort(),
  };
}

export type Failure = { failed: 'tooSlow' | 'readerBroke' };

/** The reader's answer as it is. */
export const askApart = (
  task: ReadingTask,
  limits: Partial<ReadingLimits> = {},
): Promise<ReadingAnswer | Failure> =>
  answerTo(task, limits, { go: () => undefined }, new AbortController().signal);

/**
 * The cells of a spreadsheet or a delimited text, read apart in the same way.
 * @throws Unreadable, TooLarge as readApart does
 */
export async function readCellsApart(task: ReadingTask): Promise<CellTable> {
  const [turn, { signal }] = [{ go: () => undefined }, new AbortController()];
  const answer = await answerTo<CellsAnswer>({ ...task, cells: true }, {}, turn, signal);
  if ('table' in answer) return answer.table;
  throw refusalOf(answer);
}

async function answerTo<Answer = ReadingAnswer>(
  task: ReadingTask & { cells?: boolean },
  limits: Partial<ReadingLimits>,
  turn: Turn,
  stopped: AbortSignal,
): Promise<Answer | Failure> {
  await takeTurn(turn, stopped);
  try {
    if (stopped.aborted) throw new ReadingStopped();
    return await ask(task, { ...LIMITS, ...limits }, stopped);
  } finally {
    next();
  }
}

function readingOf(answer: ReadingAnswer | Failure): Read {
  if ('reading' in answer) return answer;
  throw refusalOf(answer);
}

function refusalOf(answer: UnreadableAnswer | Failure): Error {
  if ('failed' in answer) return new Unreadable(`import.${answer.failed}`);
  const { code, message } = answer.unreadable;
  if ((code as UnreadableCode) === 'too_large') return new TooLarge(message);
  return new Unreadable(`import.${code}`, { reason: message });
}

function ask<Answer>(
  task: ReadingTask,
  { milliseconds, megabytes }: ReadingLimits,
  stopped: AbortSignal,
): Promise<Answer | Failure> {
  return new Promise((resolve, reject) => {
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
    stopped.addEventListener('abort', () => {
      reject(new ReadingStopped());
      child.kill('SIGKILL');
    });
    child.once('message', (answer: Answer) => resolve(answer));
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

interface Turn {
  go(): void;
}

let running = 0;
const waiting: Turn[] = [];

/** @throws ReadingStopped where it is stopped before its turn comes */
async function takeTurn(turn: Turn, stopped: AbortSignal): Promise<void> {
  if (running >= AT_ONCE)
    await new Promise<void>((go, reject) => {
      turn.go = go;
      waiting.push(turn);
      stopped.addEventListener('abort', () => {
        const place = waiting.indexOf(turn);
        if (place >= 0) waiting.splice(place, 1);
        reject(new ReadingStopped());
      });
    });
  running++;
}

function next(): void {
  running--;
  waiting.shift()?.go();
}
