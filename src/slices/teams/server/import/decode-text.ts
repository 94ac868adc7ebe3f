/**
 * The text of a CSV: Unicode by its byte order mark or by being well-formed; otherwise each byte as the character of
 * Windows-1252, in which `repairLegacySheets` then recognises the old Vietnamese encodings.
 */
export const decodeText = (bytes: Buffer): string => {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** By its mark; or, without one, because half of the bytes at the beginning are zero, all on one side of the pairs. */
const utf16Of = (bytes: Buffer): 'utf-16le' | 'utf-16be' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = [...bytes.subarray(0, 2000)]
  const zerosAt = (side: number) => sample.filter((byte, index) => byte === 0 && index % 2 === side).length
  const many = sample.length / 5
  if (zerosAt(1) > many && zerosAt(0) === 0) return 'utf-16le'
  return zerosAt(0) > many && zerosAt(1) === 0 ? 'utf-16be' : null
}
