import { Product } from './product.ts'

/** The product that global-setup.ts has started, for tests that only look. */
export const sharedProduct = (): Product => {
  const { dataDir, port } = JSON.parse(process.env.PRODUCT ?? '{}') as { dataDir: string; port: number }
  return new Product(dataDir, port)
}
