import { addField } from '../kit/read/expose.ts'
import { Quote } from '../quotes/quote.ts'
import { timeline } from '../timeline/timeline.ts'
import { Order } from './order.ts'

addField(Quote, 'timeline', timeline('subject_id'))
addField(Order, 'timeline', timeline('subject_id'))
