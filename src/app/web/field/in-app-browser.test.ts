import { expect, test } from 'vitest'
import { inAppBrowserOf } from './in-app-browser.ts'

test.each([
  [
    'Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/108.0 Mobile Safari/537.36 Zalo android/12110',
    'Zalo',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Zalo iOS/492', 'Zalo'],
  [
    'Mozilla/5.0 (Linux; Android 11; wv) AppleWebKit/537.36 Chrome/108.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/398.0]',
    'Facebook',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 Version/4.0 Chrome/120 Mobile Safari/537.36',
    'một ứng dụng khác',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
    null,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
    null,
  ],
])('%s', (userAgent, app) => {
  expect(inAppBrowserOf(userAgent)).toBe(app)
})
