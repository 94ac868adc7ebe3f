import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answers, query, temporaryFolders, until } from '#platform/testing/embedded-harness.ts'
import { startEmbedded } from './embedded.ts'

const folders = temporaryFolders()
const base = folders.make()
const small = join(base, 'small')
mkdirSync(small)

// Only who may mount can have a disk that is full without filling a real one.
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0755', 'tmpfs', small]).status === 0
if (mounted) {
  test('a full disk refuses writes, loses nothing, and with room again the server comes back by itself', async () => {
    const messages: string[] = []
    const server = await startEmbedded({ dataDir: join(small, 'data'), log: (message) => messages.push(message) })
    const url = server.url('owner')
    try {
      await query(url, 'create table t (n int, s text); alter table t alter s set storage external')
      const acknowledged = await writeUntilRefused(url)
      expect(acknowledged).toBeGreaterThan(10)
      execFileSync('mount', ['-o', 'remount,size=200m', small])
      await until(() => answers(url))
      expect(await query(url, 'select count(*) as n, min(length(s)) as least from t')).toEqual([
        { n: acknowledged, least: 96_000 },
      ])
      await query(url, "insert into t values (-1, 'room again')")
      expect(
        messages.filter(
          (message) => !/Đĩa chứa .* đã đầy|PostgreSQL không khởi động được|đã dừng đột ngột|đã chạy lại/.test(message),
        ),
      ).toEqual([])
    } finally {
      await server.stop()
      spawnSync('umount', [small])
      await folders.clean()
    }
  })
} else {
  test('this machine lets nobody mount a small disk', () => folders.clean())
}

async function writeUntilRefused(url: string): Promise<number> {
  for (let n = 0; ; n++) {
    const refused = await query(url, `insert into t values (${n}, repeat(md5('${n}'), 3000))`).catch(() => 'refused')
    if (refused === 'refused') return n
  }
}
