/**
 * What is worked out from two lists of rows, once for the same two objects however many screens ask for it. It is
 * forgotten with the lists, so that nothing of a locked phone is held here.
 */
export const onceFor = <A extends object, B extends object, Result>(
  work: (a: A, b: B) => Result,
): ((a: A, b: B) => Result) => {
  const known = new WeakMap<A, WeakMap<B, Result>>()
  return (a, b) => {
    const ofA = known.get(a) ?? new WeakMap<B, Result>()
    known.set(a, ofA)
    const result = ofA.has(b) ? (ofA.get(b) as Result) : work(a, b)
    ofA.set(b, result)
    return result
  }
}
