/**
 * Long work that pauses now and then: the server runs it with rests in between and answers others meanwhile
 * (`restBetween`), everybody else runs it to the end (`allSteps`).
 */
export type Steps<T> = Generator<void, T>

/** So many rows take a few milliseconds. */
export const rowsPerStep = 250

/** Runs to the end without a pause. */
export const allSteps = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
