const signs: [RegExp, string][] = [
  [/Zalo/i, 'Zalo'],
  [/FBAN|FBAV|FB_IAB/, 'Facebook'],
  [/Messenger/, 'Messenger'],
  [/Instagram/, 'Instagram'],
  [/TikTok|BytedanceWebview|musical_ly/i, 'TikTok'],
  [/\bLine\//, 'LINE'],
  [/; wv\)/, 'một ứng dụng khác'],
]

/** The app whose built-in browser this is, by its user agent; null in a browser of its own. */
export const inAppBrowserOf = (userAgent: string): string | null =>
  signs.find(([sign]) => sign.test(userAgent))?.[1] ?? null
