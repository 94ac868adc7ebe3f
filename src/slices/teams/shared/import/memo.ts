// Enough for every role, organisation and hamlet of a province; a longer list starts anew.
const entriesMax = 5_000

/** `read` that remembers its answers: a list of 350,000 rows says the same few things again and again. */
export const remembering = <T>(read: (text: string) => T): ((text: string) => T) => {
  const answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    if (answers.size >= entriesMax) answers.clear()
    const answer = read(text)
    answers.set(text, answer)
    return answer
  }
}
