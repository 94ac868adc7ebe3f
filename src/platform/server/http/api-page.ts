import type { OpenAPIV3_1 } from 'openapi-types'
import type { Access } from '#platform/shared/route.ts'
import type { ApiDocument, Operation } from './api-document.ts'

/** The document for people: one HTML page without any script. */
export function apiPage(document: ApiDocument): string {
  const groups = byTag(entriesOf(document))
  const sections = [...groups].map(([tag, entries]) => section(tag, entries)).join('\n')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Từng Nhà API</title>
<style>${style}</style>
<main>
<h1>Từng Nhà API <small>${html(document.info.version)}</small></h1>
<p>${html(document.info.description ?? '')}</p>
<p><a href="/api/openapi.json">OpenAPI 3.1</a></p>
<nav aria-label="Groups">${[...groups.keys()].map((tag) => `<a href="#${html(tag)}">${html(tag)}</a>`).join(' ')}</nav>
${sections}
</main>
</html>
`
}

interface Entry {
  method: string
  path: string
  operation: Operation
}

const entriesOf = (document: ApiDocument): Entry[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({ method, path, operation: operation as Operation })),
  )

function byTag(entries: Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const tag = entry.operation.tags?.[0] ?? 'api'
    groups.set(tag, [...(groups.get(tag) ?? []), entry])
  }
  return groups
}

const section = (tag: string, entries: Entry[]): string =>
  `<section><h2 id="${html(tag)}">${html(tag)}</h2>\n${entries.map(article).join('\n')}</section>`

const article = ({ method, path, operation }: Entry): string => `<article>
<h3><b>${method.toUpperCase()}</b> <code>${html(path)}</code></h3>
<p>${html(operation.summary ?? '')} <em>${html(inWords(operation['x-permission']))}</em></p>
${parameters(operation)}${schema('Body', bodyOf(operation))}${schema('Answer', answerOf(operation))}
</article>`

const inWords = (access: Access): string => {
  if (access.kind === 'public') return 'Public.'
  if (access.kind === 'signed-in') return 'Anyone signed in.'
  if (access.kind === 'anywhere') return `Needs ${access.permission} on any place or team.`
  return `Needs ${access.permission} on the ${access.kind} in ${access.on}.`
}

function parameters(operation: Operation): string {
  const rows = (operation.parameters ?? []).map((parameter) => {
    const { name, in: where, required, schema } = parameter as OpenAPIV3_1.ParameterObject
    return `<tr><td><code>${html(name)}</code><td>${where}${required ? '' : ', optional'}<td><code>${json(schema)}</code>`
  })
  return rows.length === 0 ? '' : `<table>${rows.join('\n')}</table>\n`
}

const schema = (title: string, value: unknown): string =>
  value === undefined ? '' : `<details><summary>${title}</summary><pre tabindex="0">${json(value, 2)}</pre></details>\n`

const bodyOf = (operation: Operation): unknown =>
  contentOf(operation.requestBody as OpenAPIV3_1.RequestBodyObject | undefined)

const answerOf = (operation: Operation): unknown =>
  contentOf(operation.responses?.['200'] as OpenAPIV3_1.ResponseObject | undefined)

const contentOf = (holder: { content?: Record<string, OpenAPIV3_1.MediaTypeObject> } | undefined): unknown =>
  Object.values(holder?.content ?? {})[0]?.schema

const json = (value: unknown, indent = 0): string => html(JSON.stringify(value, null, indent) ?? '')

const html = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char)

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
article { border-top: 1px solid #8884; padding: .5rem 0; }
h3 { font-size: 1rem; margin: .5rem 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; } td { padding: .1rem 1rem .1rem 0; vertical-align: top; overflow-wrap: anywhere; }
pre { overflow: auto; background: #8881; padding: .5rem; }`
