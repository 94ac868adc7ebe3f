import { performance } from 'node:perf_hooks'
import { startTestCluster } from './platform/testing/test-cluster.ts'
const cluster = await startTestCluster()
process.env.TUNGNHA_TEST_CLUSTER = JSON.stringify({ adminUrl: cluster.adminUrl })
const { createTestDb } = await import('./platform/testing/test-db.ts')
const { createBuilders, testSecret } = await import('./platform/testing/builders.ts')
const { loadActor } = await import('./slices/identity/server/load-actor.ts')
const { sql } = await import('kysely')
const db = await createTestDb(); const build = await createBuilders(db)
const commune = await build.commune(); 
for (let i=0;i<30;i++) await build.member(await build.team(await build.hamlet(commune)))
const team = await build.team(await build.hamlet(commune)); const member = await build.member(team)
const s = await build.signIn(member); const o = await build.officer('commune_officer', commune)
const deps = { db: db.auth, secret: testSecret, cookieName: 'tungnha.session_token' }
const cpu = () => { const u = process.cpuUsage(); return (u.user+u.system)/1000 }
const time = async (name: string, fn: () => Promise<unknown>) => {
  for (let i=0;i<300;i++) await fn()
  for (let r=0;r<3;r++) { const c=cpu(), t=performance.now(); for (let i=0;i<1000;i++) await fn(); console.log(name, ((performance.now()-t)/1000).toFixed(3),'ms wall', ((cpu()-c)/1000).toFixed(3),'ms cpu') }
}
const auth = build.identity.auth
for (let k=0;k<2;k++) {
await time('select 1', () => sql`select 1`.execute(db.auth))
await time('loadActor member', () => loadActor(deps, s.headers))
await time('loadActor officer', () => loadActor(deps, o.headers))
await time('getSession', () => auth.api.getSession({ headers: new Headers(s.headers) }))
}
await db.drop(); await cluster.stop()
