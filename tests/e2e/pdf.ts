import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The text of a PDF as a reader sees it (poppler's pdftotext, installed with the browser). */
export const pdfText = async (path: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', path, '-'])
  return stdout
}
