import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../failure.js';

/** Does a process with this number run? A zombie, which only waits for its parent to look, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  return linuxStat(pid)?.state !== 'Z';
}

/**
 * Tells one process from a later one with the same number, also over a reboot; null where the system does not say.
 */
export function birthOf(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = linuxStat(pid);
    return stat && `${readText('/proc/sys/kernel/random/boot_id').trim()}:${stat.startTime}`;
  }
  if (process.platform === 'win32') return null;
  return ps(pid, 'lstart=');
}

/** The command line, words joined by blanks; '' for a process that is gone. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return process.platform === 'win32' ? '' : (ps(pid, 'command=') ?? '');
}

/** True when the condition holds within the time, asked every 50 ms. */
export async function eventually(holds: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name, in brackets, may hold anything. */
function linuxStat(pid: number): { state: string; startTime: string } | null {
  const fields = readText(`/proc/${pid}/stat`)
    .replace(/^.*\)\s/s, '')
    .split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  return state && startTime ? { state, startTime } : null;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ps(pid: number, field: string): string | null {
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
