import { spawn } from 'node:child_process'

/**
 * Runs a step and, once it takes longer than a second, shows what is going on and for how long ("Đang cài thư viện… 12
 * giây"): on a terminal in one line that is rewritten, elsewhere (a log) in a new line now and then.
 */
export async function step(what, work) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const terminal = process.stderr.isTTY
  const show = () => {
    if (terminal) process.stderr.write(`\r${what}… ${seconds()} giây`)
    else if (seconds() === 1 || seconds() % 10 === 0) process.stderr.write(`${what}… ${seconds()} giây\n`)
  }
  const timer = setInterval(show, 1000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (terminal && seconds() >= 1) process.stderr.write('\n')
  }
}

/** Runs a program quietly; when it fails, throws an Error whose message ends with the last lines it printed. */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (data) => {
      output = (output + data).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      const tail = output.trim().split('\n').slice(-90).join('\n')
      if (code === 0) resolve()
      else reject(new Error(`${command} ${args.join(' ')} (${code})\n${tail}`))
    })
  })
}
