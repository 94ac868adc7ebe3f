import { Trans } from '@lingui/react/macro'
import { masteryLevels, type Person, type SkillState } from '#slices/households/shared/person.ts'
import classes from './skill-ladder.module.css'

/** A skill as four steps; an empty ladder was not asked. Always beside its words. */
export const SkillLadder = ({ state }: { state: SkillState | undefined }) => {
  const reached = state ? masteryLevels.indexOf(state.level) : -1
  return (
    <span className={classes.ladder} aria-hidden>
      {masteryLevels.map((level, step) => (
        <span
          key={level}
          className={classes.step}
          data-on={step <= reached || undefined}
          style={{ height: 4 + step * 4 }}
        />
      ))}
    </span>
  )
}

/** All skills of the rule in a row, with the words that sum them up. */
export const SkillLadders = ({ person, skills }: { person: Person; skills: readonly string[] }) => {
  const asked = skills.filter((skill) => person.skills[skill])
  const alone = asked.filter((skill) => ['alone', 'can-teach'].includes(person.skills[skill]?.level ?? ''))
  if (asked.length === 0) return null
  return (
    <>
      <span className={classes.ladders}>
        {skills.map((skill) => (
          <SkillLadder key={skill} state={person.skills[skill]} />
        ))}
      </span>{' '}
      <Trans>
        Tự làm được {alone.length}/{skills.length} kỹ năng
      </Trans>
    </>
  )
}
