import { childEntry, runChild } from '../child-process.ts'

const memoryMb = 512
const timeoutMs = 60_000
const outputMaxBytes = 50_000_000

/**
 * Sets a document as PDF with Typst, in a child process. The template reads `json(bytes(sys.inputs.data))` and uses the
 * font "Be Vietnam Pro", whose files come with the product. Throws when the template or the data are at fault.
 */
export const renderPdf = async (template: string, data: unknown): Promise<Buffer> => {
  const end = await runChild({
    entry: childEntry('typst', new URL('./typst-child.ts', import.meta.url)),
    input: Buffer.from(JSON.stringify({ template, data })),
    memoryMb,
    timeoutMs,
    outputMaxBytes,
  })
  if (end.kind === 'exited' && end.code === 0) return end.output
  // Typst's own words name the line of the template and, at worst, a value of ours: never shown to people.
  const said = 'errors' in end ? end.errors : ''
  throw new Error(`the document could not be set (${end.kind}): ${said.slice(0, 500)}`)
}
