import { rmSync } from 'node:fs'
import type { FullConfig } from '@playwright/test'
import { dataFolder, freePort, Product } from './product.ts'
import type { Prepared } from './shared-product.ts'

/** Loads the small world once, for all files that take a copy of it; the story loads its own, because it watches that. */
export default async function setUp({ workers }: FullConfig): Promise<() => void> {
  const world = dataFolder('tungnha-e2e-world-')
  const product = new Product(world, await freePort())
  await product.start()
  await product.stop()
  const ports = await Promise.all(Array.from({ length: workers }, freePort))
  process.env.PREPARED = JSON.stringify({ world, ports } satisfies Prepared)
  return () => rmSync(world, { recursive: true, force: true })
}
