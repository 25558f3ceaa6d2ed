import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
// npm may run on an older Node; what it starts shall be this one.
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };

describe('the package, installed into an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-package-'));
  const [tree, elsewhere] = [join(folder, 'tree'), join(folder, 'elsewhere')];
  const installed = join(elsewhere, 'node_modules', 'rapporteur');
  beforeAll(() => {
    copyTree(tree);
    npm(['pack', '--pack-destination', folder, '--loglevel=error'], tree);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'package.json'), '{}');
    npm(['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)], elsewhere);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('rehearses', () => {
    const { status, stdout, stderr } = run(['rehearse']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/threads +\d\d/);
  }, 120_000);

  it('answers on the command line as a checkout does', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stderr: '' });
    expect(run(['--version']).stdout).toBe(`${versionOf(root)}\n`);
    expect(run(['check', '--offline', join(installed, 'config', 'ukraine-2022.yaml')]).stdout).toMatch(
      /^ok {3}ukraine-2022 /,
    );
  });

  it('is JavaScript only, and has what its documentation and rights ask for', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.ts'))).toEqual([]);
    expect(files.filter((file) => /^(test|\.)/.test(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        join('build', 'cli', 'main.js'),
        join('config', 'accounts.schema.json'),
        join('config', 'accounts.yaml'),
        join('config', 'event.schema.json'),
        join('src', 'rehearsal', 'archive', 'vancouver', 'NOTICE'),
      ]),
    );
  });

  it('leaves nothing built in the tree it was packed from', () => {
    expect(existsSync(join(tree, 'build'))).toBe(false);
  });

  function run(words: readonly string[]) {
    const command = join(elsewhere, 'node_modules', '.bin', 'rapporteur');
    return spawnSync(command, words, { cwd: folder, env, encoding: 'utf8', timeout: 280_000 });
  }
});

/** Packing builds in the tree, which other tests read meanwhile; so it is done in a copy. */
function copyTree(to: string): void {
  const leftOut = new Set(['node_modules', '.git', 'test', 'coverage', 'data', 'build']);
  for (const name of readdirSync(root))
    if (!leftOut.has(name)) cpSync(join(root, name), join(to, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'));
}

function npm(words: readonly string[], cwd: string): void {
  execFileSync('npm', words, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

function versionOf(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
