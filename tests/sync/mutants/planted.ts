/** Texts of a file and what stands there instead. Each must stand in the file exactly once. */
type Edits = readonly (readonly [find: string, put: string])[]

/** A bug that somebody might make. */
export interface Planted {
  /** What is wrong, in words. */
  name: string
  edits: Readonly<Record<string, Edits>>
  /** Seeds that are played until one fails; where the bug needs a restore, those that have one. */
  seeds: readonly number[]
}

const anySeeds = Array.from({ length: 20 }, (_, index) => index + 1)
const restoreSeeds = [5, 10, 15, 20, 25, 30]
/** Those with sealed stores, an old app and PINs. */
const sealedSeeds = [1, 5, 9, 13, 17, 21]

const bug = (name: string, edits: Planted['edits'], seeds: readonly number[] = anySeeds): Planted => ({
  name,
  edits,
  seeds,
})

const server = (file: string) => `src/platform/server/sync/${file}`
const phone = (file: string) => `src/platform/web/sync/${file}`
const visits = 'src/slices/visits/server/sync-kinds.ts'
const households = 'src/slices/households/server/sync-kinds.ts'
const register = (file: string) => `src/slices/households/shared/${file}`
const lock = 'src/platform/web/lock/store-lock.ts'

const insertEnds = 'as fresh ($' + '{columns})`,\n    update'
const insertEndsTolerant = 'as fresh ($' + '{columns}) on conflict (id) do nothing`,\n    update'

const bugs: readonly Planted[] = [
  bug('the revision is taken before the lock', {
    [server('revision.ts')]: [
      [
        'select team_id, 1 from',
        // The pause stands for the time until the lock is got: on a fast machine phones would hardly ever meet there.
        `select team_id, 1 + coalesce((select r.rev from team_revision r where r.team_id = wanted.team_id), 0)
           + (select 0 from pg_sleep(0.02)) from`,
      ],
      ['do update set rev = team_revision.rev + 1', 'do update set rev = excluded.rev'],
    ],
  }),
  bug('the verdict of accepted work is not stored', {
    [server('verdicts.ts')]: [
      [
        'rows: decided.filter(({ item }) => item.waitsFor === null)',
        "rows: decided.filter(({ item, verdict }) => item.waitsFor === null && verdict !== 'accepted')",
      ],
    ],
  }),
  bug('a repeated command is applied again', {
    [server('batch.ts')]: [['items.filter(({ meta }) => !known.verdicts.has(meta.id))', '[...items]']],
    [server('verdicts.ts')]: [
      [
        'waits_for text)`,\n  rows: decided.filter(({ item }) => item.waitsFor === null)',
        'waits_for text) on conflict (id) do nothing`,\n  rows: decided.filter(({ item }) => item.waitsFor === null)',
      ],
    ],
    [visits]: [[insertEnds, insertEndsTolerant]],
    [households]: [[insertEnds, insertEndsTolerant]],
  }),
  bug('the removals of what moves along with a door are forgotten', {
    [server('write-rows.ts')]: [['[...world.departures(), ...along.map(departureOf)]', 'world.departures()']],
  }),
  bug('the visits of a moved door keep their revision', {
    [visits]: [['set team_id = gone."to", rev = gone.rev', 'set team_id = gone."to"']],
  }),
  bug('what waited is not decided when its base arrives', {
    [server('decide.ts')]: [['queue.unshift(...decideWaiting(parked, brought))', 'decideWaiting(parked, brought)']],
  }),
  bug('pages of a pull are ordered by id alone', {
    [server('pull.ts')]: [['order by rev, kind collate "C", id collate "C" limit', 'order by id collate "C" limit']],
  }),
  bug('late verdicts are not told', { [server('pull.ts')]: [['query.after ? []', 'query.team ? []']] }),
  bug('the old value is not compared, so that the last writer wins', {
    'src/platform/shared/edit.ts': [['if (sameValue(current, change.old ?? null))', 'if (field !== undefined)']],
  }),
  bug('the outbox is cleared although no answer came', {
    [phone('round.ts')]: [
      [
        'if (!isTooMuch(error)) throw error',
        `if (error instanceof Unreachable) {
      const remove = batch.send.map(({ command: { seq } }) => ({ table: 'outbox', key: String(seq).padStart(12, '0') }))
      await commit(tools, () => ({ put: [], remove }))
    }
    if (!isTooMuch(error)) throw error`,
      ],
    ],
  }),
  bug('accepted work is dropped before the cursor has passed it', {
    [phone('overlay.ts')]: [
      ["'at' in pending && (hasPassed(cursor, pending.at)", "'at' in pending && (pending.at.rev >= 0"],
    ],
  }),
  bug('the cursor moves on before the rows are stored', {
    [phone('round.ts')]: [
      [
        'await commit(tools, (memory) => storePull(memory, tools, team, pulled))',
        `const cursor = { epoch: pulled.epoch, rev: pulled.head }
  await commit(tools, (memory) => putting({ table: 'meta', key: \`team/\${team}\`, body: '', clear: { ...memory.team(team), cursor } }))
  await commit(tools, (memory) => applyPull(memory, tools.overlay(), team, pulled, tools.keeps, tools.nowMs()))`,
      ],
      ['const cursor = usableCursor(', 'const known = usableCursor('],
      [
        'if (!cursor) return false\n  const pulled = await fetchPull(tools.api, team, cursor)',
        'if (!known) return false\n  const pulled = await fetchPull(tools.api, team, known)',
      ],
      ['if (pulled.epoch !== cursor.epoch)', 'if (pulled.epoch !== known.epoch)'],
    ],
  }),
  bug(
    'what was accepted is not sent again in a new epoch',
    { [phone('verdicts.ts')]: [['    requeue(memory, team, epoch),\n', '']] },
    restoreSeeds,
  ),
  bug('a chunk of the snapshot is skipped', {
    [phone('snapshot.ts')]: [
      ['chunks.map(({ hash }) => hash).filter(', 'chunks.map(({ hash }) => hash).slice(1).filter('],
    ],
  }),
  bug('refused work is thrown away', {
    [phone('verdicts.ts')]: [
      [
        'putting(trayRecord({ command, problem, about: overlay.outcomes.get(command.id)?.about ?? [], settled: null })),',
        'noChange,',
      ],
    ],
  }),
  bug('a change is written although another tab wrote since it was worked out', {
    [phone('phone.ts')]: [
      ['    for (let attempt = 1; ', '    const { change, result } = plan(this.memory)\n    for (let attempt = 1; '],
      ['      const { change, result } = plan(this.memory)\n', ''],
    ],
  }),
  bug('nobody asks whether a person agreed', {
    [register('person-commands.ts')]: [['if (!agreed(args)) return', 'if (args.consent.length === 0) return']],
  }),
  bug('who withdrew is still sent to the phones by name', {
    'src/slices/households/server/person-store.ts': [
      [
        '(t.restricted_on is null and t.off_on is null and t.erased_on is null)`',
        '(t.off_on is null and t.erased_on is null)`',
      ],
    ],
    [register('consent-commands.ts')]: [
      [
        'keep(world, withoutContent({ ...person, restrictedOn: person.restrictedOn ?? day }))',
        'keep(world, { ...person, restrictedOn: person.restrictedOn ?? day })',
      ],
    ],
  }),
  bug(
    'persons come back to a phone’s team while the register is off, and the phone keeps those of before',
    {
      [server('removals.ts')]: [['departures.filter((one) => one.hidden)', 'departures.filter(() => false)']],
    },
    [14, ...anySeeds],
  ),
  bug('the register is switched off and the phones keep the persons', {
    'src/slices/households/server/person-store.ts': [
      ['since: () => sql`t.off_on is null and t.erased_on is null`', 'since: () => sql`t.erased_on is null`'],
    ],
  }),
  bug('the test of a skill that arrives last stands', {
    [register('person-skills.ts')]: [['[...tests].sort(newestFirst)', '[...tests].reverse()']],
  }),
  bug('a corrected visit is counted once more', {
    [visits]: [['deltas: visitDeltas', 'deltas: (_before, after) => visitDeltas(undefined, after)']],
  }),
  bug('a rescue file is decided as the work of who brings it', {
    'src/platform/server/rescue/receive.ts': [
      [
        'await decideAsAuthor(deps, author, content,',
        'await decideAsAuthor(deps, { ...author, actor: sender }, content,',
      ],
    ],
  }),
  bug('half-done forms in a rescue file do not go home', {
    'src/platform/server/rescue/receive.ts': [
      ['  const isAgain = await isKnown(deps, team, hash)', '  const isAgain = true'],
    ],
  }),
  bug(
    'choosing a PIN over an old store leaves the unsent work behind',
    {
      [lock]: [
        [
          'await Promise.all(records.map((record) => sealRecord(key, record)))',
          "await Promise.all(records.map((record) => sealRecord(key, record.table === 'outbox' ? { ...record, table: 'kept' } : record)))",
        ],
      ],
    },
    sealedSeeds,
  ),
  bug(
    'a new PIN wraps another key',
    {
      [lock]: [
        [
          '? { ...lock, pin: await wrapByPin(raw, next.pin,',
          '? { ...lock, pin: await wrapByPin(newRawKey(), next.pin,',
        ],
      ],
    },
    sealedSeeds,
  ),
  bug('a phone that was lost keeps what is on it', {
    [phone('engine.ts')]: [["error.problem?.code === 'session.lost'", "error.problem?.code === 'session.found'"]],
  }),
]

/**
 * Each of these must make the property fail: a property that cannot fail proves nothing. `BUG='rescue|PIN'` plants some.
 */
export const planted = bugs.filter(({ name }) => new RegExp(process.env.BUG ?? '').test(name))
