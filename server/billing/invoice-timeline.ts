import { addField } from '../kit/read/expose.ts'
import { timeline } from '../timeline/timeline.ts'
import { Invoice } from './invoice.ts'

addField(Invoice, 'timeline', timeline('subject_id'))
