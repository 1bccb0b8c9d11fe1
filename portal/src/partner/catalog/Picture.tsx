import { drawingFor } from './drawings'
import c from './Picture.module.css'

type Props = { product: { image?: string | null; name: string; category?: { slug: string; name: string } | null }; variant?: 'card' | 'large' | 'thumb' }

/** The product's picture, or a drawing of its kind. Always beside the name, hence without text of its own. */
export function Picture({ product, variant = 'card' }: Props) {
  const { image, category, name } = product
  return (
    <div className={c.picture} data-variant={variant} aria-hidden>
      {image ? <img src={image} alt="" loading="lazy" className={c.image} /> : <svg viewBox="0 0 240 150" className={c.drawing} focusable="false">{drawingFor(category?.slug ?? '', name)}</svg>}
    </div>
  )
}
