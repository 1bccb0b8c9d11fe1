/** What a picture may weigh as part of a request, and how large it is when it is made to fit: as it is printed, at most four times as fine. */
const heaviest = 44_000, printed = { width: 180, height: 34 }, finest = 4

const asAddress = (file: Blob): Promise<string> => new Promise((done, failed) => {
  const reader = new FileReader()
  reader.onload = () => done(String(reader.result))
  reader.onerror = () => failed(reader.error as Error)
  reader.readAsDataURL(file)
})

/** A picture as it is kept: small ones as they are, others no finer than paper shows. Null for what is no picture. */
export async function fitting(file: File): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  if (file.size <= heaviest) return asAddress(file)
  for (const fine of [finest, 3, 2, 1]) {
    const scale = Math.min(1, (printed.width * fine) / picture.width, (printed.height * fine) / picture.height), canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const context = canvas.getContext('2d')!
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const address = canvas.toDataURL('image/png')
    if (address.length <= heaviest * (4 / 3)) return address
  }
  return null
}
