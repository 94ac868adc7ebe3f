/** Hands a file that the server answered to the browser's downloads. */
export const saveFile = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download reads the address after the click; a minute is far beyond that.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
