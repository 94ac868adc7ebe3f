import type { Forgetting, ReadRow } from '#platform/web/sync/forgetting.ts'
import { forgetPersons, whyForgotten } from '#slices/households/web/field/forgetting.ts'
import { argsWithoutNames, draftWithoutNames } from '#slices/visits/web/field/forget-names.ts'

const isForgotten = (read: ReadRow) => (person: string) => whyForgotten(read, person) !== null

/** Every slice's part in forgetting people. */
export const forgetting: Forgetting = {
  ...forgetPersons,
  ofCommand: (command, read) =>
    forgetPersons.ofCommand(command, read) ?? argsWithoutNames(command.name, command.args, isForgotten(read)),
  ofDraft: (draft, read) => forgetPersons.ofDraft(draft, read) ?? draftWithoutNames(draft.value, isForgotten(read)),
}
