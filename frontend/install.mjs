// `npm ci`, but only when the lock file has changed since the last one: it takes 20 s, and Maven asks at every build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.installed-lock';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const held = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
if (held !== wanted) {
  const { status } = spawnSync('npm', ['ci', '--prefer-offline', '--no-progress'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(STAMP, wanted);
}
