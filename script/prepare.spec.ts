import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A clone with an npm and a nest that only write down that they were called.
const NPM = `
  const fs = require('node:fs');
  fs.appendFileSync('log', 'install ');
  if (fs.existsSync('broken')) { console.error('npm error of npm'); process.exit(1); }
  fs.rmSync('node_modules', { recursive: true, force: true });
  setTimeout(() => {
    fs.mkdirSync('node_modules/@nestjs/cli/bin', { recursive: true });
    fs.writeFileSync('node_modules/@nestjs/cli/bin/nest.js', fs.readFileSync('nest.cjs'));
  }, 300);`;
const NEST = `
  const fs = require('node:fs');
  fs.appendFileSync('log', 'build ');
  if (fs.existsSync('src/broken.ts')) { console.error('nest says why'); process.exit(1); }
  fs.rmSync('dist', { recursive: true, force: true });
  fs.mkdirSync('dist');`;

let clone: string;
const file = (name: string): string => join(clone, name);

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'heed-prepare-'));
  mkdirSync(file('script'));
  mkdirSync(file('src'));
  copyFileSync(join(import.meta.dirname, 'prepare.mjs'), file('script/prepare.mjs'));
  writeFileSync(file('package.json'), '{"dependencies":{"a":"1"},"scripts":{"x":"1"}}');
  writeFileSync(file('package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
  writeFileSync(file('npm-cli.js'), NPM);
  writeFileSync(file('nest.cjs'), NEST);
  writeFileSync(file('src/main.ts'), 'one');
  writeFileSync(file('log'), '');
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

function prepare(): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, npm_execpath: file('npm-cli.js') };
    const child = spawn(process.execPath, [file('script/prepare.mjs')], { env, cwd: clone });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** What was done since the last time. */
function done(): string {
  const log = readFileSync(file('log'), 'utf8').trim();
  writeFileSync(file('log'), '');
  return log;
}

describe('prepare', () => {
  test('installs and builds the first time, and says so on stderr alone; then does nothing', async () => {
    const { code, stdout, stderr } = await prepare();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^heed: installing packages.*\nheed: building\n$/);
    expect(done()).toBe('install build');
    expect(await prepare()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(done()).toBe('');
  });

  test('does only what a change asks for', async () => {
    await prepare();
    done();
    writeFileSync(file('src/main.ts'), 'two');
    await prepare();
    expect(done()).toBe('build');
    writeFileSync(file('src/main.spec.ts'), 'a spec is not built');
    writeFileSync(file('package.json'), '{"dependencies":{"a":"1"},"scripts":{"x":"2"}}');
    await prepare();
    expect(done()).toBe('');
    writeFileSync(file('package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.1"}}}');
    await prepare();
    expect(done()).toBe('install build');
    rmSync(file('node_modules'), { recursive: true });
    await prepare();
    expect(done()).toBe('install');
  });

  test('takes an install made by hand for what it is', async () => {
    mkdirSync(file('node_modules/@nestjs/cli/bin'), { recursive: true });
    copyFileSync(file('nest.cjs'), file('node_modules/@nestjs/cli/bin/nest.js'));
    writeFileSync(
      file('node_modules/.package-lock.json'),
      '{"packages":{"node_modules/a":{"version":"1.0.0"}}}',
    );
    await prepare();
    expect(done()).toBe('build');
  });

  test('replaces an install of other versions', async () => {
    mkdirSync(file('node_modules'));
    writeFileSync(
      file('node_modules/.package-lock.json'),
      '{"packages":{"node_modules/a":{"version":"0.9.0"}}}',
    );
    await prepare();
    expect(done()).toBe('install build');
  });

  test('two at once do it once', async () => {
    const both = await Promise.all([prepare(), prepare(), prepare()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(done()).toBe('install build');
  });

  test('a lock that a killed one left is not waited for', async () => {
    mkdirSync(file('.heed'));
    writeFileSync(file('.heed/prepare.lock'), '1');
    utimesSync(file('.heed/prepare.lock'), 0, 0);
    expect((await prepare()).code).toBe(0);
    expect(done()).toBe('install build');
  });

  test('a failed install or build is said with what the tool says, and tried again', async () => {
    writeFileSync(file('broken'), '');
    const install = await prepare();
    expect(install.code).toBe(1);
    expect(install.stderr).toMatch(/npm error of npm\nheed: installing the packages failed/);
    rmSync(file('broken'));
    writeFileSync(file('src/broken.ts'), '');
    const build = await prepare();
    expect(build.code).toBe(1);
    expect(build.stderr).toMatch(/heed: the build failed:\nnest says why/);
    rmSync(file('src/broken.ts'));
    expect((await prepare()).code).toBe(0);
    expect(done()).toBe('install install build build');
  });
});
