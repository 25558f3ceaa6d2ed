import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { accountsFile } from './accounts-file.ts';
import { eventFile } from './event-file.ts';

/**
 * The JSON Schemas by which editors complete and check the files in config/, by file name: made from the schemas that
 * validate. Draft 7, because that is what the YAML language server knows best.
 */
export function renderJsonSchemas(): Readonly<Record<string, string>> {
  const render = (schema: z.ZodType) =>
    `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`;
  return { 'event.schema.json': render(eventFile), 'accounts.schema.json': render(accountsFile) };
}

if (import.meta.main) {
  const folder = new URL('../../config/', import.meta.url);
  for (const [name, schema] of Object.entries(renderJsonSchemas()))
    await writeFile(new URL(name, folder), schema);
}
