/** What this phone is called in the list of sessions: system and browser, nothing that identifies its owner. */
export const deviceName = (): string => {
  const agent = navigator.userAgent
  const system = /Android [\d.]+|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? 'Web'
  const browser = /(?:Edg|SamsungBrowser|Firefox|Chrome|CriOS|Safari)\/\d+/.exec(agent)?.[0].replace('/', ' ') ?? ''
  return `${system} ${browser}`.trim()
}
