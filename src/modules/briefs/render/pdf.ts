import { fork } from 'node:child_process';
import path from 'node:path';
import { PROGRESS, type BriefFacts } from '../facts.js';
import { composeBrief } from './compose.js';
import { accent, glyphSvg, ink, palette } from './palette.js';
import { briefsFolder, fontFile } from './project-root.js';

/** The brief could not be made into a PDF; the message says why and is meant for the operator's log. */
export class PdfError extends Error {
  override name = 'PdfError';
}

export interface PdfOptions {
  /** Typst file to use instead of Heed's own; it reads `brief.json` beside it. Absolute path. */
  template?: string;
  /** Milliseconds after which rendering is given up. */
  timeout?: number;
}

/** Two at a time: each takes a processor for itself and up to a few hundred megabytes. */
const MAX_AT_ONCE = 2;
const TIMEOUT = 60_000;

/**
 * The brief as a tagged PDF, made by Typst in a process of its own: PDF/UA-1 unless the text has characters for which
 * the machine has no font.
 * @throws PdfError on an error in the template, a crash, or when the time is up.
 */
export async function renderPdf(facts: BriefFacts, options: PdfOptions = {}): Promise<Buffer> {
  const { template = path.join(briefsFolder, 'templates/brief.typ'), timeout = TIMEOUT } = options;
  const json = JSON.stringify({ brief: composeBrief(facts), look: look() });
  await turn();
  try {
    return await renderApart({ template, json, fontPaths: fontPaths() }, timeout);
  } finally {
    next();
  }
}

interface Task {
  template: string;
  json: string;
  fontPaths: string[];
}

type Answer = { pdf: Uint8Array } | { error: string };

function renderApart(task: Task, timeout: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = fork(path.join(briefsFolder, 'render/typst-worker.mjs'), {
      serialization: 'advanced',
      execArgv: [],
      // Nothing of the server's environment, which has its passwords.
      env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'] },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    worker.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
    const clock = setTimeout(() => {
      worker.kill('SIGKILL');
      reject(new PdfError(`The PDF was not ready after ${timeout / 1000} seconds.`));
    }, timeout);
    worker.once('message', (answer: Answer) => {
      if ('pdf' in answer) resolve(Buffer.from(answer.pdf));
      else reject(new PdfError(`Typst could not set the brief: ${answer.error}`));
    });
    worker.once('error', (error) => reject(new PdfError(`The PDF worker did not start: ${error.message}`)));
    worker.once('close', (code, signal) => {
      clearTimeout(clock);
      // Without effect where the answer came first.
      reject(new PdfError(`The PDF worker ended early (${signal ?? code}). ${said}`.trim()));
    });
    worker.send(task);
  });
}

function look() {
  return {
    accent,
    ink,
    inks: Object.fromEntries(PROGRESS.map((progress) => [progress, palette[progress].ink])),
    glyphs: Object.fromEntries(PROGRESS.map((progress) => [progress, glyphSvg(progress)])),
  };
}

function fontPaths(): string[] {
  const faces = [
    '400Regular',
    '400Regular_Italic',
    '600SemiBold',
    '600SemiBold_Italic',
    '700Bold',
    '700Bold_Italic',
  ] as const;
  const latin = (['source-sans-3', 'source-serif-4'] as const).flatMap((family) =>
    faces.map((f) => fontFile(family, f)),
  );
  const arabic = (['400Regular', '600SemiBold', '700Bold'] as const).map((face) =>
    fontFile('vazirmatn', face),
  );
  return [...latin, ...arabic].map((file) => path.dirname(file));
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running < MAX_AT_ONCE) running++;
  else await new Promise<void>((go) => waiting.push(go));
}

/** The place goes to whoever has waited longest. */
function next(): void {
  const go = waiting.shift();
  if (go) go();
  else running--;
}
