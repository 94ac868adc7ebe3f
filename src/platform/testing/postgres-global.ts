import { startTestCluster } from './test-cluster.ts'

/** Vitest's global setup: one server for the run, which test-db.ts finds by this variable in every worker. */
export default async function setup(): Promise<() => Promise<void>> {
  const { adminUrl, stop } = await startTestCluster()
  process.env.TUNGNHA_TEST_CLUSTER = JSON.stringify({ adminUrl })
  return stop
}
