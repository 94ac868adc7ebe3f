import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

// The process that reads a foreign picture: a JPEG on its standard input; on its output the same picture drawn anew, and a
// small one, each after four bytes that say how long it is. Ends with 2 when the input is no JPEG of the promised size.
// A process of its own, because decoders of pictures have had holes, and what an attacker sends should meet no secrets.

const notAPicture = 2
const smallSide = 320

sharp.cache(false)
sharp.concurrency(1)

const [width, height] = process.argv.slice(2).map(Number) as [number, number]
const input = await buffer(process.stdin)
// The pixels are counted from the header, before anything is unpacked.
const limits = { limitInputPixels: width * height, failOn: 'error', pages: 1 } as const

async function redraw(): Promise<Buffer[]> {
  const { format, ...size } = await sharp(input, limits).metadata()
  if (format !== 'jpeg' || size.width !== width || size.height !== height) process.exit(notAPicture)
  const whole = await sharp(input, limits).jpeg({ quality: 82, mozjpeg: true }).toBuffer()
  const small = await sharp(whole).resize(smallSide, smallSide, { fit: 'inside' }).jpeg({ quality: 75 }).toBuffer()
  return [whole, small]
}

const pictures = await redraw().catch(() => process.exit(notAPicture))
for (const picture of pictures) {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(picture.length)
  process.stdout.write(length)
  process.stdout.write(picture)
}
