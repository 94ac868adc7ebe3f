import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  data: Buffer
  /** What the headers say of the unpacked size, if not the truth. */
  statedSize?: number
}

/** A ZIP archive, written by hand so that tests can make its headers lie. */
export const zipFile = (entries: ZipEntry[]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, statedSize = data.length } of entries) {
    const packed = deflateRawSync(data, { level: 1 })
    const fileName = Buffer.from(name)
    const common = commonHeader(crc32(data), packed.length, statedSize, fileName.length)
    const local = Buffer.concat([uint32(0x04034b50), uint16(20), common, uint16(0), fileName, packed])
    const place = Buffer.concat([uint16(0), uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset)])
    directory.push(Buffer.concat([uint32(0x02014b50), uint16(20), uint16(20), common, place, fileName]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const counts = Buffer.concat([uint16(0), uint16(0), uint16(entries.length), uint16(entries.length)])
  const end = Buffer.concat([uint32(0x06054b50), counts, uint32(central.length), uint32(offset), uint16(0)])
  return Buffer.concat([...locals, central, end])
}

/** Flags (UTF-8 names), method, time, date, checksum, sizes, length of the name. */
const commonHeader = (checksum: number, packed: number, unpacked: number, nameLength: number): Buffer =>
  Buffer.concat([
    uint16(0x0800),
    uint16(8),
    uint32(0x00210000),
    uint32(checksum),
    uint32(packed),
    uint32(unpacked),
    uint16(nameLength),
  ])

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
