import swagger, { type SwaggerTransform } from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { OpenAPIV3_1 } from 'openapi-types'
import type { RouteDeclaration } from '#platform/shared/route.ts'
import { type ApiDocument, operationsOf } from './api-document.ts'
import { apiPage } from './api-page.ts'

/**
 * Writes OpenAPI 3.1 from the declarations of all routes that are mounted after this call: `/api/openapi.json`, and
 * `/api/docs` for people. Routes that are not declared (files of the web, metrics) are left out.
 */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Từng Nhà', description, version }, components },
    transform: describeRoute,
  })
  // Written when first asked for: all routes are there by then.
  const document = once(() => apiDocument(app))
  const page = once(() => apiPage(document()))
  app.get('/api/openapi.json', { serializerCompiler: asJson }, async () => document())
  app.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page()))
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

const asJson = () => JSON.stringify

/** The finished document; every operation may answer a problem. */
export function apiDocument(app: FastifyInstance): ApiDocument {
  const document = app.swagger() as ApiDocument
  for (const operation of operationsOf(document)) {
    operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } }
  }
  return document
}

function describeRoute(input: Parameters<SwaggerTransform>[0]): ReturnType<SwaggerTransform> {
  const { declaration } = input.route.config ?? {}
  if (!declaration) return { schema: { hide: true }, url: input.url }
  const { schema, url } = jsonSchemaTransform(input)
  const response = successOf(declaration, schema.response as Record<string, unknown> | undefined)
  const described: FastifySchema = Object.assign({}, schema, factsOf(declaration), { response })
  return { schema: described, url }
}

const factsOf = ({ method, path, access, upload }: RouteDeclaration) => ({
  operationId: `${method.toLowerCase()}${path.replace(/[/:.-]+(\w)/g, (_whole, letter: string) => letter.toUpperCase())}`,
  tags: [path.split('/')[2] ?? 'api'],
  'x-permission': access,
  security: access.kind === 'public' ? [] : [{ session: [] }, { bearer: [] }],
  ...(upload && { consumes: ['multipart/form-data'], body: fileBody }),
})

const fileBody = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  required: ['file'],
}

// At run time one schema serves every 2xx; readers of the document expect the exact status.
const successOf = ({ output }: RouteDeclaration, response: Record<string, unknown> | undefined) => ({
  200: output ? response?.['2xx'] : { description: 'A file, or nothing (204).' },
})

const description = [
  'Every refusal is a Problem: a stable code, and one sentence in Vietnamese and in English that says what to do.',
  '`x-permission` says what each operation needs: nothing (public), to be signed in, or a right on a place or team',
  '(`on` names the parameter with its id). Outside one’s area everything is 404. Times are UTC, days are days in Vietnam.',
].join(' ')

const problemSchema = {
  type: 'object',
  required: ['code', 'status', 'vi', 'en'],
  properties: {
    code: { type: 'string', description: 'Stable; programs decide by it.' },
    status: { type: 'integer' },
    vi: { type: 'string' },
    en: { type: 'string' },
    details: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'vi', 'en'],
        properties: { path: { type: 'string' }, vi: { type: 'string' }, en: { type: 'string' } },
      },
    },
  },
} satisfies OpenAPIV3_1.SchemaObject

const components = {
  schemas: { Problem: problemSchema },
  responses: {
    Problem: {
      description: 'Refused, or not possible now. 503 and 429 say with Retry-After when to come again.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: 'session_token', description: 'The office, in a browser.' },
    bearer: { type: 'http', scheme: 'bearer', description: 'The field app and programs.' },
  },
} as const
