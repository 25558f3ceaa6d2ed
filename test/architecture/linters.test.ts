import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** A copy of the sources with the same packages and settings, to do wrong in. */
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'rapporteur-planted-'));
  for (const name of [
    'src',
    'test',
    'tsconfig.json',
    'package.json',
    '.biome.json',
    '.oxlintrc.json',
    '.knip.json',
  ])
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (path) => !/\/(?:archive|fixtures|servers)\//.test(path),
    });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (tool: string, words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(bin(tool), words, { cwd: copy, encoding: 'utf8' });
  return { status, told: `${stdout}${stderr}` };
};

const plant = (path: string, text: string) => writeFileSync(join(copy, path), text);

describe('a planted violation', () => {
  it('of the types is caught: a state without its case does not compile', () => {
    const settle = readFileSync(join(copy, 'src/outbox/settle.ts'), 'utf8');
    const crippled = settle.replace(/ {4}case 'refused':\n.*\n/, '');
    expect(crippled).not.toBe(settle);
    plant('src/outbox/settle.ts', crippled);
    const { status, told } = run('tsc', ['--noEmit']);
    plant('src/outbox/settle.ts', settle);
    expect(told).toMatch(/src\/outbox\/settle\.ts.*error TS/);
    expect(status).not.toBe(0);
  });

  it('of the promise rules is caught', () => {
    plant(
      'src/base/planted.ts',
      'export async function later() {}\nexport function now() {\n  later();\n}\n',
    );
    const { status, told } = run('oxlint', ['--type-aware', '--deny-warnings', 'src/base']);
    rmSync(join(copy, 'src/base/planted.ts'));
    expect(told).toMatch(/no-floating-promises/);
    expect(status).not.toBe(0);
  });

  it('of the lint rules is caught', () => {
    plant('src/base/planted.ts', 'export const loose = (value: any) => value;\n');
    const { status, told } = run('biome', ['check', '--vcs-enabled=false', 'src/base/planted.ts']);
    rmSync(join(copy, 'src/base/planted.ts'));
    expect(told).toMatch(/noExplicitAny/);
    expect(status).not.toBe(0);
  });

  it('of the rule that everything is used is caught', () => {
    const chance = readFileSync(join(copy, 'src/base/chance.ts'), 'utf8');
    plant('src/base/chance.ts', `${chance}\nexport const unused = 1;\n`);
    const { status, told } = run('knip', []);
    plant('src/base/chance.ts', chance);
    expect(told).toMatch(/^unused\s+src\/base\/chance\.ts/m);
    expect(status).not.toBe(0);
  });

  it('of the one-way imports inside a room is caught', () => {
    plant('src/base/hen.ts', "import { egg } from './egg.ts';\n\nexport const hen = () => egg;\n");
    plant('src/base/egg.ts', "import { hen } from './hen.ts';\n\nexport const egg = () => hen;\n");
    const { status, told } = run('biome', ['check', '--vcs-enabled=false', 'src/base']);
    for (const name of ['hen', 'egg']) rmSync(join(copy, `src/base/${name}.ts`));
    expect(told).toMatch(/noImportCycles/);
    expect(status).not.toBe(0);
  });

  it('of the format is caught', () => {
    plant('src/base/planted.ts', 'export const  wide = 1\n');
    const { status, told } = run('biome', ['check', '--vcs-enabled=false', 'src/base/planted.ts']);
    rmSync(join(copy, 'src/base/planted.ts'));
    expect(told).toMatch(/format/i);
    expect(status).not.toBe(0);
  });
});
