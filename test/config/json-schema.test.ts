import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderJsonSchemas } from '../../src/config/json-schema.ts';
import { fixture } from './folder.ts';

const committed = (name: string) => readFile(new URL(`../../config/${name}`, import.meta.url), 'utf8');

describe('the JSON Schemas in config/', () => {
  test.each(Object.entries(renderJsonSchemas()))(
    '%s is what the validation says today',
    async (name, schema) => {
      expect(await committed(name), 'run npm run schema').toBe(schema);
    },
  );

  test.each([
    ['event.schema.json', 'vancouver.yaml'],
    ['event.schema.json', 'ukraine-2022.yaml'],
    ['accounts.schema.json', 'accounts.yaml'],
  ])('%s finds nothing wrong with %s, which names it', async (schema, file) => {
    const text = await committed(file);
    expect(text).toMatch(`# yaml-language-server: $schema=./${schema}\n`);
    expect(faultsOf(await committed(schema), text)).toEqual([]);
  });

  test('an editor that has one sees a slip where the program does', async () => {
    const text = await readFile(fixture('everything-wrong.yaml'), 'utf8');
    const faults = faultsOf(await committed('event.schema.json'), text);
    expect(faults).toEqual(
      expect.arrayContaining(['/event', '/tags/0', '/feeds/0/url', '/covers', '/pace/quiet-hours']),
    );
  });

  test('says of every key what it is for', async () => {
    const { properties } = JSON.parse(await committed('event.schema.json'));
    const silent = Object.entries(properties as Record<string, { description?: string }>)
      .filter(([key, { description }]) => !description && key !== 'title')
      .map(([key]) => key);
    expect(silent).toEqual([]);
  });
});

/** Where the schema finds fault with the YAML. */
function faultsOf(schema: string, yaml: string): readonly string[] {
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    JSON.parse(schema),
  );
  validate(parse(yaml));
  return [...new Set((validate.errors ?? []).map(({ instancePath }) => instancePath))];
}
