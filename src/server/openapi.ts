import { z } from 'zod';
import { errorResponse } from '../contract/api/error.ts';
import { errorCatalogue } from '../contract/errors.ts';
import type { Route } from './routing/define-route.ts';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Json;
  return rest;
};

const parametersOf = (schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: value,
  }));
};

const accessOf = (route: Route): Json => ({
  'x-access': route.access,
  security: route.access === 'public' ? [] : [{ session: [] }],
});

function operation(route: Route): Json {
  const answer = route.media
    ? Object.fromEntries(
        route.media.map((media) => [
          media,
          { schema: media === 'application/json' ? schemaOf(route.response, 'output') : {} },
        ]),
      )
    : { 'application/json': { schema: schemaOf(route.response, 'output') } };
  const forgery = { name: 'x-tandem-csrf', in: 'header', required: true, schema: { const: '1' } };
  return {
    operationId: route.id.toLowerCase().replaceAll(/[^a-z]+/g, '_'),
    summary: route.summary,
    ...accessOf(route),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.method === 'get' ? [] : [forgery]),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [route.status ?? 200]: { description: 'OK', content: answer },
      default: { $ref: '#/components/responses/error' },
    },
  };
}

/** [API-3] The OpenAPI 3.1 document of the routes, from the very schemas that check requests and answers. */
export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tandem API',
      version: '1',
      description: `Errors: ${Object.entries(errorCatalogue)
        .map(([code, { status }]) => `${code} (${status})`)
        .join(', ')}.`,
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tandem_session' } },
      responses: {
        error: {
          description: 'Refused or failed',
          content: { 'application/json': { schema: schemaOf(errorResponse, 'output') } },
        },
      },
    },
  };
}
