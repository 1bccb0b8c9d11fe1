import type { ReactNode } from 'react'
import { barFeeder, cncLathe, conveyor, drill, erosion, fiveAxis, grinder, horizontal, lathe, machiningCentre, mill, saw } from './machines'
import { chuck, coolant, cutters, holder, measure, part, probe, rotary, spindle, vice } from './tools'

// The words that appear in the category's slug, then in the product's name, decide; the first match wins.
const SUBJECTS: [RegExp, ReactNode][] = [
  [/bar-?feed/, barFeeder],
  [/conveyor|chip-/, conveyor],
  [/cool|lubric|fluid|filtration|\boil/, coolant],
  [/hold(er|ing-tool)|collet/, holder],
  [/cutting|insert|endmill|end-mill|cutter/, cutters],
  [/5-?axis|five-?axis/, fiveAxis],
  [/horizontal/, horizontal],
  [/vertical|machining|milling-cent/, machiningCentre],
  [/cnc.*lathe|turning/, cncLathe],
  [/lathe/, lathe],
  [/edm|erosion|discharge/, erosion],
  [/grind|abras|polish/, grinder],
  [/saw/, saw],
  [/drill|tapping|boring/, drill],
  [/mill/, mill],
  [/probe/, probe],
  [/measur|caliper|gauge|metrology|inspect/, measure],
  [/chuck/, chuck],
  [/rotary/, rotary],
  [/vise|vice|clamp|workhold|fixture/, vice],
  [/spindle/, spindle],
]

const found = (words: string): ReactNode => SUBJECTS.find(([match]) => match.test(words.toLowerCase()))?.[1]

export const drawingFor = (slug: string, name: string): ReactNode => found(slug) ?? found(name) ?? part
