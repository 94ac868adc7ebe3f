import { v7 } from 'uuid'
import type { Id } from '../../../shared/ids.ts'

/** A new id, made where the thing is made: on this phone. */
export const newId = (): Id => v7()
