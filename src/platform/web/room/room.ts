/** How much room the browser gives this app, and what follows for what may be stored. */
export interface Room {
  /** 0 to 1; null: this browser does not say. */
  used: number | null
  /** plenty, or warn from 70 %, or records only (no photos) from 90 %. */
  level: 'plenty' | 'warn' | 'records-only'
  /** How many more visits would fit, about; null: this browser does not say. */
  visitsLeft: number | null
}

/** What one visit takes on the phone with everything around it, measured in Chromium's IndexedDB and rounded up. */
const visitBytes = 4_000
const warnFrom = 0.7
const recordsOnlyFrom = 0.9

/** @param estimate what `navigator.storage.estimate()` said; null: it is not there, or it failed */
export function roomOf(estimate: { usage?: number; quota?: number } | null): Room {
  const { usage, quota } = estimate ?? {}
  if (usage === undefined || !quota) return { used: null, level: 'plenty', visitsLeft: null }
  const used = Math.min(1, usage / quota)
  const level = used >= recordsOnlyFrom ? 'records-only' : used >= warnFrom ? 'warn' : 'plenty'
  return { used, level, visitsLeft: Math.floor(Math.max(0, quota - usage) / visitBytes) }
}
