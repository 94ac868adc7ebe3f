export { visitCommands } from './commands.ts'
export { type RefusedWork, settleRefusedRoute, teamRefusedRoute } from './refused.ts'
export { type Visit, type VisitDraft, visitKind } from './visit.ts'
export { checkVisit, checkVisitChanges, emptyDraft, handedInOn } from './visit-rules.ts'
