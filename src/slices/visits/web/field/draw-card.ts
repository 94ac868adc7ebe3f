/** What stands on a card, in words. */
export interface CardWords {
  title: string
  subtitle: string
  figures: readonly { value: string; label: string }[]
  lines: readonly string[]
  foot: string
}

const width = 1080
const height = 1350
const margin = 72
const family = "'Be Vietnam Pro', system-ui, sans-serif"
const colours = {
  ground: '#ffffff',
  band: '#0b5563',
  onBand: '#ffffff',
  text: '#12262b',
  quiet: '#33525a',
  line: '#c9dcE0',
}

/** Draws the card on the phone itself, without a network, and answers it as PNG. */
export async function drawCard(words: CardWords): Promise<Blob> {
  // The fonts of the app are on the phone; a canvas waits for none by itself.
  await Promise.all([document.fonts.load(`600 48px ${family}`, 'Ấ'), document.fonts.load(`400 40px ${family}`, 'Ấ')])
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  pen.fillStyle = colours.ground
  pen.fillRect(0, 0, width, height)
  pen.textBaseline = 'alphabetic'
  const below = drawFigures(pen, words, drawBand(pen, words))
  drawLines(pen, words, below)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('the picture was not made')
  return blob
}

function drawBand(pen: CanvasRenderingContext2D, { title, subtitle }: CardWords): number {
  const titleLines = wrapped(pen, title, `600 60px ${family}`)
  const bottom = 150 + titleLines.length * 72 + 64
  pen.fillStyle = colours.band
  pen.fillRect(0, 0, width, bottom)
  pen.fillStyle = colours.onBand
  pen.font = `600 36px ${family}`
  pen.fillText('Từng Nhà', margin, 96)
  pen.font = `600 60px ${family}`
  for (const [at, line] of titleLines.entries()) pen.fillText(line, margin, 180 + at * 72)
  pen.font = `400 40px ${family}`
  pen.fillText(subtitle, margin, bottom - 44)
  return bottom
}

function drawFigures(pen: CanvasRenderingContext2D, { figures }: CardWords, top: number): number {
  const column = (width - 2 * margin) / 3
  figures.forEach(({ value, label }, at) => {
    const x = margin + (at % 3) * column
    const y = top + 150 + Math.floor(at / 3) * 200
    pen.fillStyle = colours.band
    pen.font = `600 96px ${family}`
    pen.fillText(value, x, y, column - 20)
    pen.fillStyle = colours.quiet
    pen.font = `400 36px ${family}`
    pen.fillText(label, x, y + 52, column - 20)
  })
  return top + 60 + Math.ceil(figures.length / 3) * 200
}

function drawLines(pen: CanvasRenderingContext2D, { lines, foot }: CardWords, top: number): void {
  pen.strokeStyle = colours.line
  pen.lineWidth = 3
  pen.beginPath()
  pen.moveTo(margin, top + 20)
  pen.lineTo(width - margin, top + 20)
  pen.stroke()
  pen.fillStyle = colours.text
  pen.font = `400 40px ${family}`
  const room = Math.floor((height - 110 - (top + 90)) / 58)
  const shown = lines.flatMap((line) => wrapped(pen, line, `400 40px ${family}`)).slice(0, room)
  for (const [at, line] of shown.entries()) pen.fillText(line, margin, top + 90 + at * 58)
  pen.fillStyle = colours.quiet
  pen.font = `400 32px ${family}`
  pen.fillText(foot, margin, height - 56, width - 2 * margin)
}

/** The text in lines that fit between the margins. */
function wrapped(pen: CanvasRenderingContext2D, text: string, font: string): string[] {
  pen.font = font
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && pen.measureText(longer).width > width - 2 * margin) lines.push(word)
    else lines.splice(Math.max(0, lines.length - 1), 1, longer)
  }
  return lines
}
