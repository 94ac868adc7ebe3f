import { expect } from '@playwright/test'
import sharp from 'sharp'
import type { Phone } from './phone.ts'

/** Stands in each picture of the camera, and must stand nowhere else. */
export const place = 'GPS-OF-THE-HOUSE'
/** As a phone's camera makes it: large, with the place, the camera and the time in it. */
export const fromCamera = async (): Promise<Buffer> => {
  const [width, height] = [2400, 1800]
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: '#777', noise } })
    .withExif({
      IFD0: { Make: place, Model: 'A12' },
      IFD3: { GPSLatitude: '10/1 30/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '105/1 10/1 0/1', GPSLongitudeRef: 'E' },
    })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Takes a photo on the page that shows the visit. */
export const takePhoto = async (phone: Phone, picture: Buffer) => {
  const photos = phone.page.getByRole('group', { name: 'Ảnh', exact: true })
  const before = await photos.getByRole('listitem').count()
  const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: picture }
  await photos.locator('input[type=file]').setInputFiles(file)
  await expect(photos.getByRole('listitem')).toHaveCount(before + 1)
  await expect(photos.getByRole('img').last()).toBeVisible()
}
