// Run by hand after `npm install <package>`: node script/complete-lock.mjs
// npm leaves packages for other platforms out of package-lock.json when it cannot look them up or finds a
// node_modules made on this one, and then `npm ci` refuses the file (https://github.com/npm/cli/issues/4828).
// This puts them back, by the version that their parent names and the platform in their name.
import fs from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(fs.readFileSync(path, 'utf8'));
const added = [];

for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[place] || !platform || !/^\d/.test(version)) continue;
    lock.packages[place] = { version, ...platform, optional: true };
    added.push(`${name}@${version}`);
  }
}

const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
fs.writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(added.length > 0 ? `added ${added.join(', ')}` : 'nothing to add');

function platformOf(name) {
  const [, os, cpu, rest = ''] =
    /[-/](aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(\w+?)(?:-(\w+))?$/.exec(
      name,
    ) ?? [];
  if (!os) return null;
  const libc = os === 'linux' && /musl|gnu/.exec(rest)?.[0];
  return { cpu: [cpu], ...(libc && { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }), os: [os] };
}
