import { v5 } from 'uuid'
import type { Id } from '#platform/shared/ids.ts'
import type { FormerList } from '../shared/gazetteer.ts'

// Made once for this project. Changing it would give every place another id in new installations.
const namespace = '6f0b7b1e-0c5d-4a57-9a53-5d3b6a2f7c11'

/** The scheme of the present official codes: General Statistics Office, since 1 July 2025. */
export const presentScheme = 'gso2025'

/** The nation's id, the root of every path. */
export const nationId: Id = v5('nation', namespace)

/** The id of a province ('91') or commune ('30880') by its code of 1 July 2025: the same in every installation. */
export const idOfCode = (code: string): Id => v5(`${presentScheme}:${code}`, namespace)

/** The id of a unit of one of the older lists. */
export const idOfFormer = (list: FormerList, level: 'province' | 'commune', code: string): Id =>
  v5(`${list}:${level}:${code}`, namespace)
