// Side views on a field of 240 × 150. Classes: b = casting, s = its shaded part, m = bare metal or glass, a = accent, l = line only.
export const cncLathe = (
  <>
    <path className="s" d="M34 116h172v16H34z" /><rect className="b" x="26" y="36" width="188" height="82" rx="7" />
    <rect className="m" x="46" y="50" width="104" height="50" rx="5" /><path className="s" d="M50 62h14v26H50z" /><path className="b" d="M64 66h8v18h-8z" /><path className="a" d="M72 70h34v10H72z" />
    <path className="s" d="M112 84l16-12 10 13-16 12z" /><path className="l" d="M98 50v50M104 70v10M140 58l6-4M140 66l6-4" />
    <rect className="s" x="166" y="46" width="36" height="58" rx="4" /><rect className="a" x="172" y="52" width="24" height="18" rx="2" /><path className="l" d="M173 78h4M182 78h4M191 78h4M173 86h4M182 86h4M191 86h4" /><circle className="b" cx="184" cy="96" r="4" />
    <path className="a" d="M52 26h10v10H52z" /><path className="l" d="M26 108h140" />
  </>
)
export const machiningCentre = (
  <>
    <path className="s" d="M46 118h140v14H46z" /><path className="s" d="M92 14h44v18H92z" /><path className="l" d="M100 20h28M100 26h28" /><path className="b" d="M40 38q0-6 6-6h132q6 0 6 6v80H40z" />
    <rect className="m" x="62" y="46" width="92" height="58" rx="5" /><path className="b" d="M98 46h20v18H98z" /><path className="s" d="M102 64h12v7h-12z" /><path className="l" d="M108 71v12" />
    <path className="s" d="M76 94h64v10H76z" /><path className="a" d="M92 83h32v11H92z" /><path className="l" d="M108 46" />
    <path className="l" d="M184 54h12v8" /><rect className="b" x="186" y="62" width="30" height="42" rx="4" /><rect className="a" x="191" y="67" width="20" height="15" rx="2" /><path className="l" d="M192 89h4M200 89h4M208 89h2M192 96h4M200 96h4" /><path className="l" d="M46 111h132" />
  </>
)
export const horizontal = (
  <>
    <path className="s" d="M28 118h186v14H28z" /><path className="b" d="M34 46q0-6 6-6h112q6 0 6 6v72H34z" /><path className="s" d="M42 26h40v14H42z" />
    <rect className="m" x="50" y="54" width="92" height="50" rx="5" /><path className="b" d="M50 64h24v24H50z" /><path className="s" d="M74 69h9v14h-9z" /><path className="l" d="M83 76h13" />
    <path className="a" d="M102 66h22v30h-22z" /><path className="l" d="M102 76h22M102 86h22M113 66v30" /><path className="s" d="M94 96h38v8H94z" />
    <path className="b" d="M158 78h44q8 0 8 8v32h-52z" /><path className="s" d="M166 98h34v8h-34z" /><path className="a" d="M174 84h18v14h-18z" /><path className="l" d="M166 68a18 18 0 0 1 30 2M196 63v8h-8" />
  </>
)
export const fiveAxis = (
  <>
    <path className="s" d="M46 118h148v14H46z" /><path className="b" d="M40 38q0-6 6-6h148q6 0 6 6v80H40z" /><rect className="m" x="58" y="44" width="112" height="64" rx="5" />
    <path className="b" d="M104 44h22v14h-22z" /><path className="s" d="M109 58h12v6h-12z" /><path className="l" d="M115 64v8" />
    <path className="s" d="M68 72h12v28H68zM150 72h12v28h-12z" /><path className="b" d="M80 82q35 34 70 0v6q-35 34-70 0z" /><ellipse className="a" cx="115" cy="84" rx="22" ry="6" /><path className="l" d="M115 78v12M96 86l38-4" />
    <path className="l" d="M88 64a30 30 0 0 1 14-8M92 56l10 0-2 8" /><rect className="b" x="178" y="54" width="14" height="30" rx="3" /><path className="a" d="M181 58h8v9h-8z" />
  </>
)
export const erosion = (
  <>
    <path className="s" d="M48 118h140v14H48z" /><path className="b" d="M58 118V32q0-6 6-6h24q6 0 6 6v86z" /><path className="b" d="M88 26h66q6 0 6 6v16H88z" /><circle className="a" cx="148" cy="37" r="4" />
    <path className="s" d="M116 48h24v16h-24z" /><path className="m" d="M123 64h10v18h-10z" /><path className="m" d="M100 76h80v42h-80z" /><path className="b" d="M110 100h58v18h-58z" /><path className="a" d="M116 92h24v8h-24z" />
    <path className="l" d="M100 84q10-5 20 0M136 84q11-5 22 0t22 0M128 82v6M122 88l-5-3M134 88l5-3" /><rect className="b" x="192" y="58" width="22" height="46" rx="4" /><path className="a" d="M196 63h14v12h-14z" /><path className="l" d="M197 84h3M205 84h3M197 92h3M205 92h3" />
  </>
)
export const barFeeder = (
  <>
    <path className="s" d="M40 92h10v40H40zM138 92h10v40h-10z" /><path className="b" d="M24 62q0-4 4-4h132q4 0 4 4v30H24z" /><path className="m" d="M36 66h128v6H36zM44 78h120v6H44z" /><path className="a" d="M164 66h34v6h-34z" />
    <path className="b" d="M182 44h34v52h-34z" /><circle className="s" cx="199" cy="69" r="15" /><circle className="a" cx="199" cy="69" r="5" /><path className="s" d="M188 96h24v36h-24z" /><path className="l" d="M30 48h40l-6-5M70 48l-6 5" />
  </>
)
export const conveyor = (
  <>
    <path className="b" d="M30 104h70l72-62h34q6 0 6 6v12h-30l-68 60H30q-6 0-6-6v-4q0-6 6-6z" /><path className="l" d="M40 112h58l72-62h30" /><circle className="m" cx="40" cy="112" r="5" /><circle className="m" cx="198" cy="51" r="5" />
    <path className="a" d="M108 92l8-7 5 6-8 7zM132 71l8-7 5 6-8 7zM152 54l8-7 5 6-8 7z" /><path className="s" d="M176 96h42l-5 36h-32z" /><path className="l" d="M196 68v8M204 70v12M188 72v10M184 110h26" /><path className="b" d="M44 88h34v10H44z" /><path className="l" d="M52 80v8M61 76v12M70 80v8" />
  </>
)
export const lathe = (
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
export const mill = (
  <>
    <path className="b" d="M58 132V36q0-8 8-8h20q8 0 8 8v96z" /><path className="s" d="M44 124h134v10H44z" />
    <path className="b" d="M76 24h72q8 0 8 8v14H76z" /><path className="l" d="M88 35h34" /><circle className="a" cx="140" cy="35" r="4" />
    <path className="s" d="M118 46h38v22h-38z" /><path className="m" d="M130 68h14v9h-14zM133 77h8v11h-8z" />
    <path className="b" d="M94 98h102v10H94z" /><path className="l" d="M102 103h86" /><path className="m" d="M122 88h30v10h-30z" />
    <path className="s" d="M104 108h62l-6 16h-44z" /><circle className="b" cx="204" cy="103" r="8" /><circle className="l" cx="204" cy="103" r="2" />
  </>
)
export const drill = (
  <>
    <path className="s" d="M70 124h104v10H70z" /><path className="m" d="M84 46h14v78H84z" />
    <path className="b" d="M78 30q0-10 10-10h70q12 0 12 12v22H78z" /><path className="l" d="M92 31h46" /><circle className="a" cx="154" cy="38" r="4" />
    <path className="s" d="M136 54h24v14h-24z" /><path className="m" d="M142 68h12l-2 10h-8zM146 78h4v18l-2 4-2-4z" />
    <path className="b" d="M76 104h94v8H76z" /><path className="m" d="M128 98h40v6h-40z" />
    <path className="l" d="M172 46l22-10M172 46l20 14M172 46h-6" /><circle className="a" cx="196" cy="35" r="3" /><circle className="a" cx="194" cy="62" r="3" />
  </>
)
export const saw = (
  <>
    <path className="s" d="M54 124h126v10H54z" /><path className="b" d="M64 30q0-10 10-10h84q14 0 14 14v30h-22V52H92v40h80v32H64z" />
    <circle className="m" cx="100" cy="38" r="13" /><circle className="l" cx="100" cy="38" r="3" /><circle className="m" cx="156" cy="38" r="13" /><circle className="l" cx="156" cy="38" r="3" />
    <path className="a" d="M160 52h5v40h-5z" /><path className="l" d="M170 56l4 4-4 4 4 4-4 4 4 4-4 4 4 4" />
    <path className="m" d="M104 82h48v10h-48z" /><path className="l" d="M78 104h36M78 111h22" /><circle className="a" cx="152" cy="108" r="4" />
  </>
)
export const grinder = (
  <>
    <path className="s" d="M46 118h148v16H46z" /><path className="b" d="M52 118V50q0-8 8-8h20q8 0 8 8v68z" /><path className="b" d="M72 48h46v28H72z" />
    <path className="s" d="M112 84a28 28 0 1 1 56 0h-8v-6h-40v6z" /><circle className="m" cx="140" cy="78" r="20" /><circle className="a" cx="140" cy="78" r="6" /><circle className="l" cx="140" cy="78" r="13" />
    <path className="m" d="M108 98h70v7h-70z" /><path className="b" d="M94 105h100v13H94z" /><path className="l" d="M104 111h80" /><path className="l" d="M172 90l10-6M174 95l12-2" />
  </>
)
