import { afterEach, beforeEach, expect } from 'vitest'

/**
 * Shared rules are pure: time, chance and ids come in as arguments, because the phone and the server must reach the
 * same answer. While a test of a shared/ file runs, the impure sources throw.
 */
const impure = () => {
  throw new Error('shared/ code asked the clock or chance: pass it in as an argument')
}
const kept = { now: Date.now, random: Math.random, uuid: crypto.randomUUID, values: crypto.getRandomValues }

beforeEach(() => {
  if (!expect.getState().testPath?.includes('/shared/')) return
  Date.now = impure
  Math.random = impure
  crypto.randomUUID = impure
  crypto.getRandomValues = impure
})

afterEach(() => {
  Date.now = kept.now
  Math.random = kept.random
  crypto.randomUUID = kept.uuid
  crypto.getRandomValues = kept.values
})
