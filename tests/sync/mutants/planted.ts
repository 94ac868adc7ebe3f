/** A bug that somebody might make: some text of one file replaced by another. */
export interface Planted {
  /** What is wrong, in words. */
  name: string
  file: string
  /** Each text must stand in the file exactly once. */
  edits: readonly (readonly [find: string, put: string])[]
  /** Seeds that are played until one fails. Where the bug needs a restore: those that have one. */
  seeds: readonly number[]
}

const anySeeds = Array.from({ length: 20 }, (_, index) => index + 1)
const restoreSeeds = [5, 10, 15, 20, 25, 30]

const server = 'src/platform/server/sync'
const phone = 'src/platform/web/sync'

/** Each of these must make the property fail; a property that cannot fail proves nothing. */
export const planted: readonly Planted[] = [
  {
    name: 'the revision is taken before the lock',
    file: `${server}/revision.ts`,
    edits: [
      [
        'select team_id, 1 from',
        'select team_id, 1 + coalesce((select r.rev from team_revision r where r.team_id = wanted.team_id), 0) from',
      ],
      ['do update set rev = team_revision.rev + 1', 'do update set rev = excluded.rev'],
    ],
    seeds: anySeeds,
  },
  {
    name: 'the verdict is not stored',
    file: `${server}/verdicts.ts`,
    edits: [
      [
        'rows: decided.filter(({ item }) => item.waitsFor === null)',
        "rows: decided.filter(({ item, verdict }) => item.waitsFor === null && verdict !== 'accepted')",
      ],
    ],
    seeds: anySeeds,
  },
  {
    name: 'a repeated command is applied again',
    file: `${server}/push.ts`,
    edits: [
      ['items.filter(({ meta }) => !known.verdicts.has(meta.id))', '[...items]'],
      [
        'await runPass(trx, deps, revs, fresh, waiting, known.bases)',
        "await runPass(trx, deps, revs, fresh, waiting, known.bases, (await trx.deleteFrom('command').where('id', 'in', ids).execute(), undefined))",
      ],
    ],
    seeds: anySeeds,
  },
  {
    name: 'the removals of what moves along with a door are forgotten',
    file: `${server}/write-rows.ts`,
    edits: [['[...world.departures(), ...along.map(departureOf)]', 'world.departures()']],
    seeds: anySeeds,
  },
  {
    name: 'the visits of a moved door keep their revision',
    file: 'src/slices/visits/server/sync-kinds.ts',
    edits: [['set team_id = gone."to", rev = gone.rev', 'set team_id = gone."to"']],
    seeds: anySeeds,
  },
  {
    name: 'what waited is not decided when its base arrives',
    file: `${server}/decide.ts`,
    edits: [['queue.unshift(...decideWaiting(parked, brought))', 'decideWaiting(parked, brought)']],
    seeds: anySeeds,
  },
  {
    name: 'pages of a pull are ordered by id alone',
    file: `${server}/pull.ts`,
    edits: [['order by rev, kind collate "C", id collate "C" limit', 'order by id collate "C" limit']],
    seeds: anySeeds,
  },
  {
    name: 'late verdicts are not told',
    file: `${server}/pull.ts`,
    edits: [['query.after ? []', 'query.team ? []']],
    seeds: anySeeds,
  },
  {
    name: 'the old value is not compared: the last writer wins',
    file: 'src/platform/shared/edit.ts',
    edits: [['if (sameValue(current, change.old ?? null))', 'if (field !== undefined)']],
    seeds: anySeeds,
  },
  {
    name: 'the outbox is cleared although no answer came',
    file: `${phone}/round.ts`,
    edits: [
      [
        'if (!isTooMuch(error)) throw error',
        `if (error instanceof Unreachable)
      await commit(tools, () => ({ put: [], remove: batch.send.map(({ command }) => ({ table: 'outbox', key: String(command.seq).padStart(12, '0') })) }))
    if (!isTooMuch(error)) throw error`,
      ],
    ],
    seeds: anySeeds,
  },
  {
    name: 'accepted work is dropped before the cursor has passed it',
    file: `${phone}/overlay.ts`,
    edits: [
      ["return 'at' in pending && (hasPassed(cursor, pending.at)", "return 'at' in pending && (pending.at.rev >= 0"],
    ],
    seeds: anySeeds,
  },
  {
    name: 'the cursor moves on before the rows are stored',
    file: `${phone}/round.ts`,
    edits: [
      [
        'await commit(tools, (memory) => storePull(memory, tools, team, pulled))',
        `await commit(tools, (memory) => putting({ table: 'meta', key: \`team/\${team}\`, body: '',
      clear: { ...memory.team(team), cursor: { epoch: pulled.epoch, rev: pulled.head } } }))
    await commit(tools, (memory) => applyPull(memory, tools.overlay(), team, pulled, tools.keeps, tools.nowMs()))`,
      ],
    ],
    seeds: anySeeds,
  },
  {
    name: 'what was accepted is not sent again in a new epoch',
    file: `${phone}/verdicts.ts`,
    edits: [['    requeue(memory, team, epoch),\n', '']],
    seeds: restoreSeeds,
  },
  {
    name: 'a chunk of the snapshot is skipped',
    file: `${phone}/snapshot.ts`,
    edits: [['chunks.map(({ hash }) => hash).filter(', 'chunks.map(({ hash }) => hash).slice(1).filter(']],
    seeds: anySeeds,
  },
  {
    name: 'refused work is thrown away',
    file: `${phone}/verdicts.ts`,
    edits: [
      ['putting(trayRecord({', 'void (trayRecord({'],
      ['settled: null })),', 'settled: null })) ?? noChange,'],
    ],
    seeds: anySeeds,
  },
  {
    name: 'a change is written although another tab wrote since it was worked out',
    file: `${phone}/phone.ts`,
    edits: [
      [
        'for (let attempt = 1; ; attempt += 1) {',
        'const { change, result } = plan(this.memory)\n    for (let attempt = 1; ; attempt += 1) {',
      ],
      ['      const { change, result } = plan(this.memory)\n', ''],
    ],
    seeds: anySeeds,
  },
]
