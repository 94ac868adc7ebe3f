import { expect, test } from 'vitest'
import { forgetsAfterSevenDays } from './ios.ts'

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1'
const chromeOnIPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/120.0 Mobile/15E148 Safari/604.1'
const iPad = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15'
const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36'

test.each([
  ['iPhone in Safari', iPhone, 5, false, true],
  ['iPhone from the home screen', iPhone, 5, true, false],
  ['another browser on an iPhone, which is Safari inside', chromeOnIPhone, 5, false, true],
  ['iPad, which calls itself a Mac', iPad, 5, false, true],
  ['a Mac', iPad, 0, false, false],
  ['Android', android, 5, false, false],
])('%s', (_what, userAgent, touchPoints, standalone, forgets) => {
  expect(forgetsAfterSevenDays(userAgent, touchPoints, standalone)).toBe(forgets)
})
