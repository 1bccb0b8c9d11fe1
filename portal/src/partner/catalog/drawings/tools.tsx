// Drawn like the machines; see there for the classes.
export const cutters = (
  <>
    <path className="m" d="M66 20h22v50H66z" /><path className="b" d="M62 70h30v52q-15 12-30 0z" /><path className="l" d="M62 84q18 4 30-12M62 100q18 4 30-12M62 116q18 4 30-12" /><path className="l" d="M66 30h22" />
    <path className="m" d="M116 20h14v40h-14z" /><path className="b" d="M114 60h18v52l-9 16-9-16z" /><path className="l" d="M114 76l18-10M114 92l18-10M114 108l18-10" />
    <path className="a" d="M160 36l26-6 6 26-26 6z" /><circle className="b" cx="176" cy="46" r="6" /><path className="b" d="M176 84l18 30h-36z" /><circle className="a" cx="176" cy="104" r="5" />
  </>
)
export const chuck = (
  <>
    <circle className="b" cx="120" cy="75" r="56" /><circle className="s" cx="120" cy="75" r="48" /><circle className="b" cx="120" cy="75" r="17" />
    {[0, 120, 240].map((turn) => <g key={turn} transform={`rotate(${turn} 120 75)`}><path className="b" d="M110 24h20v34h-20z" /><path className="a" d="M113 44h14v14h-14z" /><path className="l" d="M110 32h20" /><circle className="m" cx="120" cy="120" r="4" /></g>)}
    <circle className="m" cx="120" cy="75" r="9" />
  </>
)
export const rotary = (
  <>
    <path className="s" d="M48 108h144v22H48z" /><path className="b" d="M58 86h124v22H58z" /><ellipse className="b" cx="120" cy="84" rx="70" ry="22" /><ellipse className="m" cx="120" cy="76" rx="70" ry="22" /><ellipse className="b" cx="120" cy="76" rx="18" ry="6" />
    <path className="l" d="M50 76h52M138 76h52M120 54v16M120 82v16M72 62l34 10M168 62l-34 10M72 90l34-10M168 90l-34-10" /><circle className="b" cx="200" cy="104" r="14" /><circle className="a" cx="200" cy="104" r="5" /><path className="a" d="M108 34h24v34q-12 5-24 0z" /><ellipse className="b" cx="120" cy="34" rx="12" ry="4" />
  </>
)
export const probe = (
  <>
    <path className="m" d="M113 12h14v10h-14z" /><path className="b" d="M104 22h32l12 34H92z" /><path className="s" d="M86 56h68v10H86z" /><path className="b" d="M96 66h48v34q-24 12-48 0z" /><path className="a" d="M104 76h32v9h-32z" /><path className="l" d="M100 32h40M120 106v22" />
    <circle className="a" cx="120" cy="131" r="5" /><path className="l" d="M52 137h136M150 122a34 34 0 0 0 8-14M160 128a46 46 0 0 0 10-18" />
  </>
)
export const spindle = (
  <>
    <path className="b" d="M52 52h104v46H52z" /><path className="s" d="M70 52h12v46H70zM128 52h12v46h-12z" /><path className="s" d="M156 40h14v70h-14z" /><path className="b" d="M170 54h20l8 8v26l-8 8h-20z" /><path className="a" d="M190 66h16v18h-16z" /><path className="m" d="M34 64h18v22H34z" />
    <path className="l" d="M34 70h18M34 80h18M92 62h28M92 70h28M92 78h28M92 86h28M176 60v30" /><circle className="m" cx="163" cy="48" r="2.5" /><circle className="m" cx="163" cy="102" r="2.5" />
  </>
)
export const holder = (
  <>
    <path className="m" d="M92 18h12v12H92z" /><path className="b" d="M84 30h28l14 44H70z" /><path className="l" d="M88 40h20M80 62h36" />
    <path className="s" d="M62 74h72v12H62z" /><path className="l" d="M62 80h72" /><path className="b" d="M78 86h40v14H78z" /><path className="a" d="M82 100h32l-5 12H87z" /><path className="l" d="M90 100v12M98 100v12M106 100v12" />
    <path className="m" d="M94 112h8v18l-4 6-4-6z" /><path className="l" d="M94 122l8-6M94 130l8-6" />
    <path className="m" d="M158 62l26-14 14 26-26 14z" /><circle className="b" cx="178" cy="68" r="6" /><path className="a" d="M152 106l24-6 6 24-24 6z" /><circle className="b" cx="167" cy="115" r="5" />
  </>
)
export const coolant = (
  <>
    <path className="b" d="M74 34q0-8 8-8h62q8 0 8 8v92q0 8-8 8H82q-8 0-8-8z" /><path className="l" d="M74 52h78M74 108h78" />
    <path className="m" d="M84 18h16v8H84z" /><rect className="m" x="88" y="62" width="50" height="36" rx="4" />
    <path className="a" d="M113 67c7 8 10 12 10 17a10 10 0 0 1-20 0c0-5 3-9 10-17z" />
    <path className="s" d="M152 46l18-10q6-3 9 3l3 6" /><path className="a" d="M185 56c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM186 88c3 4 4 6 4 8a4 4 0 0 1-8 0c0-2 1-4 4-8z" />
  </>
)
export const measure = (
  <>
    <path className="m" d="M36 58h172v18H36z" /><path className="l" d="M108 58v7M116 58v5M124 58v7M132 58v5M140 58v7M148 58v5M156 58v7M164 58v5M172 58v7M180 58v5M188 58v7M196 58v5" />
    <path className="b" d="M36 76h22v34l-10 16q-12-4-12-22zM36 58h18V38l-8-8q-10 4-10 14z" />
    <path className="s" d="M62 76h20v28q0 16-10 22l-10-16zM62 58h14V42l-6-12-8 8z" /><rect className="b" x="62" y="50" width="72" height="34" rx="5" />
    <rect className="a" x="70" y="57" width="40" height="19" rx="3" /><path className="l" d="M78 63v8M86 63v8h6v-8zM100 63v8" /><circle className="m" cx="122" cy="62" r="3" /><circle className="m" cx="122" cy="72" r="3" /><path className="m" d="M208 64h16v6h-16z" />
  </>
)
export const vice = (
  <>
    <path className="s" d="M40 116h150v14H40z" /><path className="b" d="M50 116V64q0-6 6-6h32v24h52v34z" /><path className="b" d="M140 62q0-6 6-6h20q6 0 6 6v54h-32z" />
    <path className="m" d="M88 58h8v24h-8zM132 58h8v24h-8z" /><path className="a" d="M96 62h36v16H96z" /><path className="m" d="M172 86h22v10h-22z" /><path className="l" d="M200 70v42" /><circle className="a" cx="200" cy="68" r="4" /><circle className="a" cx="200" cy="114" r="4" /><path className="l" d="M60 98h70" />
  </>
)
export const part = (
  <>
    <path className="b" d="M110 30h20l3 12 10 4 11-6 14 14-6 11 4 10 12 3v20l-12 3-4 10 6 11-14 14-11-6-10 4-3 12h-20l-3-12-10-4-11 6-14-14 6-11-4-10-12-3V78l12-3 4-10-6-11 14-14 11 6 10-4z" transform="translate(12 6) scale(.9)" />
    <circle className="m" cx="120" cy="85" r="25" /><circle className="s" cx="120" cy="85" r="13" /><circle className="a" cx="120" cy="66" r="4" /><circle className="a" cx="103" cy="94" r="4" /><circle className="a" cx="137" cy="94" r="4" />
  </>
)
