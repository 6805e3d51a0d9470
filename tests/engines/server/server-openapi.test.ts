import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiRoute } from '../../../src/server/openapi-route.ts';
import { openApiDocument } from '../../../src/server/openapi.ts';
import { routes } from '../../../src/server/routes/all-routes.ts';

const golden = join(import.meta.dirname, '../../goldens/openapi.json');

describe('the description of the API', () => {
  const all = [...routes, openApiRoute(routes)];
  const document = openApiDocument(all) as {
    openapi: string;
    paths: Record<
      string,
      Record<string, { operationId: string; parameters: { in: string; name: string }[] }>
    >;
  };

  it('[API-3] is the reviewed one (UPDATE_GOLDENS=1 writes it anew)', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1' || !existsSync(golden)) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('[API-3] describes every route once, with its path parameters', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(all.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(all.length);
    for (const [path, methods] of Object.entries(document.paths))
      for (const { parameters } of Object.values(methods))
        expect(
          parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`),
        ).toEqual(path.match(/\{\w+\}/g) ?? []);
  });
});
