import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, Product } from './product.ts'

/** One product with the small world for the tests that only look; the story starts its own, because it stops it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const product = new Product(mkdtempSync(join(tmpdir(), 'tungnha-e2e-')), await freePort())
  await product.start()
  process.env.PRODUCT = JSON.stringify({ dataDir: product.dataDir, port: product.port })
  writeFileSync(join(product.dataDir, 'started.txt'), product.printed())
  return () => product.stop()
}
