import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder, freePort, Product } from './product.ts'

/** One product with the small world for the tests that only look; the story starts its own, because it stops it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const product = new Product(dataFolder('tungnha-e2e-'), await freePort())
  await product.start()
  process.env.PRODUCT = JSON.stringify({ dataDir: product.dataDir, port: product.port })
  writeFileSync(join(product.dataDir, 'started.txt'), product.printed())
  return () => product.discard()
}
