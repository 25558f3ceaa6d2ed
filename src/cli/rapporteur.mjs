#!/usr/bin/env node
// The way in. It runs on any Node so that an old one gets a sentence instead of a syntax error.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;
const major = Number(process.versions.node.split('.')[0]);
const here = fileURLToPath(new URL('.', import.meta.url));

if (major >= neededMajor) {
  keepCompiled();
  // Node strips types, but not inside node_modules: an installed package carries JavaScript made when it was packed.
  const built = new URL('../../build/cli/main.js', import.meta.url);
  const installed = here.replaceAll('\\', '/').includes('/node_modules/');
  const { main } = await import(installed && existsSync(built) ? built.href : './main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  // In a checkout, `npm ci` has brought the right Node along.
  const local = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
  if (existsSync(local)) {
    const run = spawnSync(local, process.argv.slice(1), { stdio: 'inherit' });
    process.exitCode = run.status ?? 1;
  } else {
    process.stderr.write(`Rapporteur needs Node ${neededMajor} or newer; this is ${process.version}.\n`);
    process.exitCode = 2;
  }
}

/**
 * Compiling is half of what a short command costs, so Node keeps the outcome for the next one. It does so among the
 * user's own files and not in a shared temporary folder, as it would by itself: what lies there is run. Where nothing can
 * be written nothing is kept. Node's own variables, NODE_COMPILE_CACHE and NODE_DISABLE_COMPILE_CACHE, have the last word.
 */
function keepCompiled() {
  try {
    const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
    module.enableCompileCache(join(caches, 'rapporteur'));
  } catch {
    // A user without a home.
  }
}
