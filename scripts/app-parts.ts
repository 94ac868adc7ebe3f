import { join, relative } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Which files of the field app are of its start, and which come later: what `main.tsx` imports, without anybody opening
 * anything, and the Vietnamese words. Everything of the start becomes one file, because it always travels together and packs
 * better so; the rest is grouped by slice, because people who open one page of a slice open its others.
 *
 * @param root the repository
 */
export function appParts(root: string) {
  const first = join(root, 'src/app/web/field/main.tsx')
  const startFiles = new Set<string>()
  const sliceOf = (id: string): string | null => {
    const [ours, slice] = /^src\/(?:slices\/([^/]+)|app|platform)\//.exec(relative(root, id)) ?? []
    return ours ? (slice ?? 'more') : null
  }

  return {
    /** For Rolldown: a group takes along what its modules import, so that the start must be put together first. */
    groups: [
      { name: (id: string) => (id === first || id.endsWith('/field/index.html') ? 'start' : null), priority: 1 },
      { name: (id: string) => (id.includes('/locales/') ? null : sliceOf(id)), priority: 0 },
    ],
    plugin: {
      name: 'app-parts',
      generateBundle(_options, bundle) {
        const add = (file: string) => {
          if (startFiles.has(file)) return
          startFiles.add(file)
          const chunk = bundle[file]
          if (chunk?.type === 'chunk') for (const next of chunk.imports) add(next)
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && (chunk.isEntry || chunk.facadeModuleId?.endsWith('/locales/field/vi.ts')))
            add(chunk.fileName)
      },
    } satisfies Plugin,
    /** What the service worker has to know of a file: rest or words; undefined: it is of the start. */
    partOf(file: string): 'rest' | 'words' | undefined {
      if (!file.endsWith('.js') || startFiles.has(file)) return undefined
      return /(^|\/)en-[\w-]{8}\.js$/.test(file) ? 'words' : 'rest'
    },
  }
}
