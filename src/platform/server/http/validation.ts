import type { FastifySchemaCompiler } from 'fastify'
import * as z from 'zod/mini'
import { fieldProblems } from '#platform/shared/field-problems.ts'
import { Problem } from '#platform/shared/problem.ts'
import { invalidInput } from '#platform/shared/problems.ts'

/**
 * Checks params, query and body with the zod schemas of the declaration. Fastify hands the problem on to the error
 * handler; what passes is the schema's output (unknown keys gone, numbers of a query made numbers).
 */
export const checkInput: FastifySchemaCompiler<z.core.$ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (data) => {
    const result = z.safeParse(schema, data)
    if (result.success) return { value: result.data }
    const prefix = httpPart === 'querystring' ? 'query' : httpPart
    return { error: new Problem(invalidInput, undefined, fieldProblems(result.error.issues, data, prefix)) }
  }
