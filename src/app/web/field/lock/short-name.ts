/** "Nguyễn Thị Hoa" is "N. T. Hoa": the given name stands last. */
export const shortName = (name: string): string => {
  const words = name.trim().split(/\s+/)
  return [...words.slice(0, -1).map((word) => `${[...word][0]}.`), words.at(-1)].join(' ')
}
