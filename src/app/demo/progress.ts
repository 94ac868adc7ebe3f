/** Tells the person at the terminal what a long load is doing: each step when it begins, how far it is every few seconds. */
export class Progress {
  readonly #say: (message: string) => void
  readonly #began = Date.now()

  constructor(say: (message: string) => void) {
    this.#say = say
  }

  async step<T>(what: string, work: (tell: (done: number, of: number) => void) => Promise<T>): Promise<T> {
    const began = Date.now()
    let told = began
    this.#say(`Dữ liệu mẫu: ${what}…`)
    const result = await work((done, of) => {
      if (Date.now() - told < everyMs) return
      told = Date.now()
      this.#say(`  ${what}: ${inWords(done)}/${inWords(of)}`)
    })
    if (Date.now() - began >= 1_000) this.#say(`  xong sau ${secondsSince(began)} giây`)
    return result
  }

  total(what: string): void {
    this.#say(`${what} sau ${secondsSince(this.#began)} giây.`)
  }
}

const everyMs = 3_000
const secondsSince = (began: number): number => Math.round((Date.now() - began) / 1_000)
export const inWords = (count: number): string => count.toLocaleString('vi-VN')
