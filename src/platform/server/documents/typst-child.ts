import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

// The process that sets a document: { template, data } as JSON on its standard input, the PDF on its output. A process of
// its own because Typst keeps 1-2 GB after long documents, and gives them back only by ending.

const fontFolders = ['400Regular', '500Medium', '600SemiBold', '700Bold']

const fontPaths = (): string[] => {
  const { resolve } = createRequire(import.meta.url)
  const root = dirname(resolve('@expo-google-fonts/be-vietnam-pro/package.json'))
  return fontFolders.map((folder) => `${root}/${folder}`)
}

const { template, data } = JSON.parse(await text(process.stdin)) as { template: string; data: unknown }
const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: fontPaths() }] })
const pdf = compiler.pdf({ mainFileContent: template, inputs: { data: JSON.stringify(data) } })
process.stdout.write(pdf)
