// SAFETY 17: 10,000 item rows import within 60 s and 512 MB while lists stay quick. Runs the built server with the demo,
// in a folder of its own, and prints figures: `npm run build && node bench/bulk-import.mjs [rows] [csv|xlsx]`.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeExcelFile from 'write-excel-file/node';

const rows = Number(process.argv[2] ?? 10_000);
const format = process.argv[3] ?? 'csv';
const HEAD = ['Series', 'Number', 'Publication', 'Published', 'Recommendation', 'Issue', 'Pathway to solution', 'Implementation', 'Actors responsible', 'Timeline', 'Carries out', 'Owner', 'Budget']; // prettier-ignore
const PER_PUBLICATION = 200;

/** Publications of 200 rows, one in ten a recommendation, with the words, actors and timelines of a real matrix. */
function sheet(owner) {
  return Array.from({ length: rows }, (_, n) => {
    const number = 1_000 + Math.floor(n / PER_PUBLICATION);
    const own = n % PER_PUBLICATION;
    const facts = ['Bench Brief', String(number), own === 0 ? `Volume ${number} of many` : '', own === 0 ? 'December 2025' : '']; // prettier-ignore
    if (own % 10 === 0)
      return [...facts, `The board should see to matter ${n}, in good time and with public money.`, '', '', '', '', '', '', '', '']; // prettier-ignore
    return [
      ...facts,
      '',
      `Issue ${n}: gates leak at low water, and nobody is charged with mending them.`,
      `Give ${n} a keeper with a budget line of its own.`,
      'Survey the gates, publish what is found, tender the works and report to parliament twice a year.',
      `Ministry of Water (lead); Board ${n % 97}; neighbouring towns (where feasible)`,
      `Short- to medium-term (0–${(n % 12) + 1} months)`,
      `R${Math.floor(own / 10) + 1}`,
      n % 3 ? owner : '',
      `PKR ${n}m`,
    ];
  });
}

const csv = (lines) =>
  lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
const fileOf = async (lines) =>
  format === 'csv'
    ? Buffer.from(csv(lines))
    : writeExcelFile(lines.map((line) => line.map((value) => ({ value, type: String })))).toBuffer();

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => resolve(free));
  });
});
const dataDir = mkdtempSync(join(tmpdir(), 'heed-bench-'));
chmodSync(dataDir, 0o711);
const {
  DATABASE_URL: _d,
  MIGRATION_DATABASE_URL: _m,
  BASE_URL: _b,
  NODE_OPTIONS: _n,
  ...environment
} = process.env;
function start() {
  const heed = spawn(process.execPath, [join(import.meta.dirname, '../dist/src/main.js'), '--demo'], {
    env: {
      ...environment,
      HEED_DATA_DIR: join(dataDir, 'data'),
      PORT: String(port),
      HEED_TODAY: '2026-11-22',
    },
  });
  let output = '';
  for (const stream of [heed.stdout, heed.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ready = async () => {
    while (!output.includes('Ctrl-C stops it.')) {
      if (heed.exitCode !== null) throw new Error(output);
      await new Promise((wait) => setTimeout(wait, 100));
    }
    return output;
  };
  const stop = async () => {
    const gone = new Promise((done) => heed.once('exit', done));
    heed.kill('SIGINT');
    await gone;
  };
  return { heed, ready, stop };
}

try {
  // Loading the demo leaves memory behind that no other server has: measured is the second start.
  const first = start();
  await first.ready().finally(first.stop);
  const { heed, ready, stop } = start();
  await ready()
    .then((output) => measure(heed, output))
    .finally(stop);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure(heed, output) {
  const [, email, password] = /^ {2}admin +(\S+@\S+) +(\S.*)$/m.exec(output);
  const at = `http://localhost:${port}`;
  const cookies = new Map();
  const send = async (path, init = {}) => {
    const headers = { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '), ...init.headers };
    const answer = await fetch(at + path, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie())
      cookies.set(...line.split(';')[0].split(/=(.*)/s).slice(0, 2));
    return { status: answer.status, etag: answer.headers.get('etag'), text: await answer.text() };
  };
  const tokenIn = ({ text }) => /name="_csrf" value="([^"]*)"/.exec(text)[1];
  const form = new URLSearchParams({
    _csrf: tokenIn(await send('/sign-in')),
    email,
    password: password.trim(),
  });
  await send('/sign-in', { method: 'POST', body: form });
  const csrf = tokenIn(await send('/account'));
  const api = (method, path, body, headers = {}) =>
    send(path, {
      method,
      body: JSON.stringify(body),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': csrf,
        ...headers,
      },
    });
  const bytes = await fileOf([HEAD, ...sheet(email)]);

  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${heed.pid}/status`, 'utf8'))[1]) / 1024;
  const idle = memory();
  let peak = idle;
  const looks = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const began = performance.now();
      const { status } = await send('/items?sort=-due');
      if (status !== 200) throw new Error(`/items answered ${status}`);
      looks.push(performance.now() - began);
      peak = Math.max(peak, memory());
      await new Promise((wait) => setTimeout(wait, 50));
    }
  })();
  const alone = looks.length;
  await new Promise((wait) => setTimeout(wait, 1_500));
  const before = looks.splice(alone);

  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1_000).toFixed(1);
  const brought = await api('POST', '/api/v1/bulk-imports', { rows: 'items', filename: `bench.${format}`, base64: bytes.toString('base64') }); // prettier-ignore
  if (brought.status !== 201) throw new Error(brought.text.slice(0, 500));
  const { id, counts, errors } = JSON.parse(brought.text);
  if (counts.new !== rows) throw new Error(JSON.stringify([counts, errors.slice(0, 3)]));
  const looked = seconds();
  const entered = await api('POST', `/api/v1/bulk-imports/${id}/commit`, {}, { 'if-match': brought.etag });
  if (entered.status !== 200) throw new Error(entered.text.slice(0, 500));
  const all = seconds();
  isOver = true;
  await watching;

  const share = (list, part) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))].toFixed(0); // prettier-ignore
  const line = (list) =>
    `p50 ${share(list, 0.5)} ms, p95 ${share(list, 0.95)} ms, slowest ${share(list, 1)} ms (${list.length})`;
  console.log(`${rows} rows, ${(bytes.length / 1024 / 1024).toFixed(1)} MB ${format}`);
  console.log(`read and planned in ${looked} s, entered after ${all} s`);
  console.log(`server: ${idle.toFixed(0)} MB idle, at most ${peak.toFixed(0)} MB`);
  console.log(`list of items before: ${line(before)}`);
  console.log(`list of items meanwhile: ${line(looks)}`);
}
