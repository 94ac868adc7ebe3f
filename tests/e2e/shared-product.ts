import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { Product } from './product.ts'

/** What global-setup.ts has prepared. */
export interface Prepared {
  /** The data folder of a stopped product, with the small world in it. */
  world: string
  /** One for each worker. */
  ports: number[]
}

/**
 * A product with the small world, for the tests of one file and nobody else; to be called at the top of that file. The
 * world is copied: loading it takes several times as long.
 */
export const sharedProduct = (): Product => {
  // Playwright also reads the files once before anything is prepared, to list the tests.
  const { world, ports } = JSON.parse(process.env.PREPARED ?? '{"world":"","ports":[]}') as Prepared
  const port = ports[Number(process.env.TEST_PARALLEL_INDEX)] ?? 0
  const product = new Product(join(tmpdir(), `tungnha-e2e-${randomUUID()}`), port)
  test.beforeAll(async () => {
    copyFolder(world, product.dataDir)
    await product.start()
  })
  test.afterAll(() => product.discard())
  return product
}

/** With the owners of the files: PostgreSQL starts on no folder of somebody else. */
const copyFolder = (from: string, to: string): void => {
  mkdirSync(to)
  execFileSync('cp', ['-a', `${from}/.`, to])
  chmodSync(to, 0o755)
}
