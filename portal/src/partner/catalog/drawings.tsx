import type { ReactNode } from 'react'

// Side views on a field of 240 × 150. Classes: b = casting, s = its shaded part, m = bare metal, a = accent, l = line only.
const lathe = (
  <>
    <path className="s" d="M42 112h38v20H42zM160 112h38v20h-38z" />
    <path className="b" d="M30 98h182v14H30z" />
    <path className="l" d="M92 105h112" />
    <rect className="b" x="34" y="50" width="56" height="48" rx="5" />
    <circle className="a" cx="50" cy="64" r="4" /><circle className="m" cx="66" cy="64" r="4" /><path className="l" d="M44 80h28M44 87h20" />
    <path className="s" d="M90 58h14v32H90z" /><path className="l" d="M97 58v32" />
    <path className="m" d="M104 67h44v14h-44z" /><path className="l" d="M112 67v14M120 67v14" />
    <path className="b" d="M168 98V72q0-8 8-8h18q8 0 8 8v26z" /><path className="m" d="M150 71h18v6h-18zM202 70h6v8h-6z" /><path className="l" d="M211 62v24" />
    <path className="s" d="M116 90h40v8h-40z" /><path className="a" d="M126 79h14v11h-14z" /><circle className="b" cx="136" cy="110" r="8" /><circle className="l" cx="136" cy="110" r="2" />
  </>
)
const mill = (
  <>
    <path className="b" d="M58 132V36q0-8 8-8h20q8 0 8 8v96z" /><path className="s" d="M44 124h134v10H44z" />
    <path className="b" d="M76 24h72q8 0 8 8v14H76z" /><path className="l" d="M88 35h34" /><circle className="a" cx="140" cy="35" r="4" />
    <path className="s" d="M118 46h38v22h-38z" /><path className="m" d="M130 68h14v9h-14zM133 77h8v11h-8z" />
    <path className="b" d="M94 98h102v10H94z" /><path className="l" d="M102 103h86" /><path className="m" d="M122 88h30v10h-30z" />
    <path className="s" d="M104 108h62l-6 16h-44z" /><circle className="b" cx="204" cy="103" r="8" /><circle className="l" cx="204" cy="103" r="2" />
  </>
)
const drill = (
  <>
    <path className="s" d="M70 124h104v10H70z" /><path className="m" d="M84 46h14v78H84z" />
    <path className="b" d="M78 30q0-10 10-10h70q12 0 12 12v22H78z" /><path className="l" d="M92 31h46" /><circle className="a" cx="154" cy="38" r="4" />
    <path className="s" d="M136 54h24v14h-24z" /><path className="m" d="M142 68h12l-2 10h-8zM146 78h4v18l-2 4-2-4z" />
    <path className="b" d="M76 104h94v8H76z" /><path className="m" d="M128 98h40v6h-40z" />
    <path className="l" d="M172 46l22-10M172 46l20 14M172 46h-6" /><circle className="a" cx="196" cy="35" r="3" /><circle className="a" cx="194" cy="62" r="3" />
  </>
)
const saw = (
  <>
    <path className="s" d="M54 124h126v10H54z" /><path className="b" d="M64 30q0-10 10-10h84q14 0 14 14v30h-22V52H92v40h80v32H64z" />
    <circle className="m" cx="100" cy="38" r="13" /><circle className="l" cx="100" cy="38" r="3" /><circle className="m" cx="156" cy="38" r="13" /><circle className="l" cx="156" cy="38" r="3" />
    <path className="a" d="M160 52h5v40h-5z" /><path className="l" d="M170 56l4 4-4 4 4 4-4 4 4 4-4 4 4 4" />
    <path className="m" d="M104 82h48v10h-48z" /><path className="l" d="M78 104h36M78 111h22" /><circle className="a" cx="152" cy="108" r="4" />
  </>
)
const grinder = (
  <>
    <path className="s" d="M46 118h148v16H46z" /><path className="b" d="M52 118V50q0-8 8-8h20q8 0 8 8v68z" /><path className="b" d="M72 48h46v28H72z" />
    <path className="s" d="M112 84a28 28 0 1 1 56 0h-8v-6h-40v6z" /><circle className="m" cx="140" cy="78" r="20" /><circle className="a" cx="140" cy="78" r="6" /><circle className="l" cx="140" cy="78" r="13" />
    <path className="m" d="M108 98h70v7h-70z" /><path className="b" d="M94 105h100v13H94z" /><path className="l" d="M104 111h80" /><path className="l" d="M172 90l10-6M174 95l12-2" />
  </>
)
const holder = (
  <>
    <path className="m" d="M92 18h12v12H92z" /><path className="b" d="M84 30h28l14 44H70z" /><path className="l" d="M88 40h20M80 62h36" />
    <path className="s" d="M62 74h72v12H62z" /><path className="l" d="M62 80h72" /><path className="b" d="M78 86h40v14H78z" /><path className="a" d="M82 100h32l-5 12H87z" /><path className="l" d="M90 100v12M98 100v12M106 100v12" />
    <path className="m" d="M94 112h8v18l-4 6-4-6z" /><path className="l" d="M94 122l8-6M94 130l8-6" />
    <path className="m" d="M158 62l26-14 14 26-26 14z" /><circle className="b" cx="178" cy="68" r="6" /><path className="a" d="M152 106l24-6 6 24-24 6z" /><circle className="b" cx="167" cy="115" r="5" />
  </>
)
const coolant = (
  <>
    <path className="b" d="M74 34q0-8 8-8h62q8 0 8 8v92q0 8-8 8H82q-8 0-8-8z" /><path className="l" d="M74 52h78M74 108h78" />
    <path className="m" d="M84 18h16v8H84z" /><rect className="m" x="88" y="62" width="50" height="36" rx="4" />
    <path className="a" d="M113 67c7 8 10 12 10 17a10 10 0 0 1-20 0c0-5 3-9 10-17z" />
    <path className="s" d="M152 46l18-10q6-3 9 3l3 6" /><path className="a" d="M185 56c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM186 88c3 4 4 6 4 8a4 4 0 0 1-8 0c0-2 1-4 4-8z" />
  </>
)
const measure = (
  <>
    <path className="m" d="M36 58h172v18H36z" /><path className="l" d="M108 58v7M116 58v5M124 58v7M132 58v5M140 58v7M148 58v5M156 58v7M164 58v5M172 58v7M180 58v5M188 58v7M196 58v5" />
    <path className="b" d="M36 76h22v34l-10 16q-12-4-12-22zM36 58h18V38l-8-8q-10 4-10 14z" />
    <path className="s" d="M62 76h20v28q0 16-10 22l-10-16zM62 58h14V42l-6-12-8 8z" /><rect className="b" x="62" y="50" width="72" height="34" rx="5" />
    <rect className="a" x="70" y="57" width="40" height="19" rx="3" /><path className="l" d="M78 63v8M86 63v8h6v-8zM100 63v8" /><circle className="m" cx="122" cy="62" r="3" /><circle className="m" cx="122" cy="72" r="3" /><path className="m" d="M208 64h16v6h-16z" />
  </>
)
const vice = (
  <>
    <path className="s" d="M40 116h150v14H40z" /><path className="b" d="M50 116V64q0-6 6-6h32v24h52v34z" /><path className="b" d="M140 62q0-6 6-6h20q6 0 6 6v54h-32z" />
    <path className="m" d="M88 58h8v24h-8zM132 58h8v24h-8z" /><path className="a" d="M96 62h36v16H96z" /><path className="m" d="M172 86h22v10h-22z" /><path className="l" d="M200 70v42" /><circle className="a" cx="200" cy="68" r="4" /><circle className="a" cx="200" cy="114" r="4" /><path className="l" d="M60 98h70" />
  </>
)
const part = (
  <>
    <path className="b" d="M110 30h20l3 12 10 4 11-6 14 14-6 11 4 10 12 3v20l-12 3-4 10 6 11-14 14-11-6-10 4-3 12h-20l-3-12-10-4-11 6-14-14 6-11-4-10-12-3V78l12-3 4-10-6-11 14-14 11 6 10-4z" transform="translate(12 6) scale(.9)" />
    <circle className="m" cx="120" cy="85" r="25" /><circle className="s" cx="120" cy="85" r="13" /><circle className="a" cx="120" cy="66" r="4" /><circle className="a" cx="103" cy="94" r="4" /><circle className="a" cx="137" cy="94" r="4" />
  </>
)

// The words that appear in the category's slug or name decide; the first match wins.
const SUBJECTS: [RegExp, ReactNode][] = [
  [/cool|lubric|fluid|oil/, coolant],
  [/hold|collet|insert|tooling|cutting|endmill|end-mill/, holder],
  [/lathe|turning/, lathe],
  [/grind|abras|polish/, grinder],
  [/saw/, saw],
  [/drill|tapping|bor/, drill],
  [/mill|machining|cnc/, mill],
  [/measur|caliper|gauge|metrology|inspect/, measure],
  [/vise|vice|clamp|workhold|chuck|fixture/, vice],
]

export const drawingFor = (words: string): ReactNode => SUBJECTS.find(([match]) => match.test(words.toLowerCase()))?.[1] ?? part
