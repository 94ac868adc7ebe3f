/** A browser's name for a list of devices, from its user agent: "Chrome, Windows". The text itself when it is unknown. */
export const deviceOf = (userAgent: string): string => {
  const browser = browsers.find(([, pattern]) => pattern.test(userAgent))?.[0]
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0]
  return [browser, system].filter(Boolean).join(', ') || userAgent.slice(0, 60) || '—'
}

// In order: the later ones also name themselves by the words of the earlier ones' patterns.
const browsers: [string, RegExp][] = [
  ['Zalo', /Zalo/],
  ['Cốc Cốc', /coc_coc/],
  ['Edge', /Edg/],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
]
const systems: [string, RegExp][] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
]
