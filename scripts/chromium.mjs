import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

/** Path of a Chromium for the browser tests: CHROMIUM, one that is installed, or Debian's by apt when we are root. */
export async function ensureChromium() {
  const found = [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path))
  if (found) return found
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('Đang cài Chromium (apt)…')
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-q', 'chromium', 'poppler-utils'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (existsSync(places[0])) return places[0]
  }
  console.error(
    'Không thấy Chromium. Cài bằng "apt-get install chromium" hoặc đặt biến CHROMIUM trỏ tới tệp chạy.\n' +
      'No Chromium found. Install it with "apt-get install chromium", or let CHROMIUM name the program.',
  )
  process.exit(1)
}
