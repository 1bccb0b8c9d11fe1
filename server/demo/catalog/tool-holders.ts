import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const toolHolderFamilies: Family[] = [
  {
    category: 'tool-holders', leadTimeDays: 14, cost: 0.48, stock: 180,
    name: words('ER collet holder {0} {1}', 'ER 筒夾刀把 {0} {1}', 'ER 弹簧夹头刀柄 {0} {1}'),
    text: words(
      'Collet holder {0} for {1} collets, gauge length {2} mm. Ground to AT3, balanced to G2.5 at 25,000 rpm, with nut; run-out at 4 × D at most 3 µm.',
      '{0} 筒夾刀把，適用 {1} 筒夾，刀長 {2} mm。錐度精磨至 AT3，動平衡 G2.5／25,000 rpm，附螺帽；4D 處偏擺 3 µm 以內。',
      '{0} 弹簧夹头刀柄，适用 {1} 夹头，长度 {2} mm。锥面精磨至 AT3，动平衡 G2.5/25000 rpm，含螺母；4D 处跳动不大于 3 µm。'),
    facts: ['taper', 'collet', 'gauge'], common: [['runout', '3'], ['balance', 'G2.5 / 25,000 rpm']],
    items: `
      TH-BT30-ER16-60 | 1650 | BT30 | ER16 | 60
      TH-BT30-ER20-70 | 1720 | BT30 | ER20 | 70
      TH-BT30-ER25-70 | 1780 | BT30 | ER25 | 70
      TH-BT40-ER16-70 | 1850 | BT40 | ER16 | 70
      TH-BT40-ER20-100 | 1980 | BT40 | ER20 | 100
      TH-BT40-ER25-70 | 1920 | BT40 | ER25 | 70
      TH-BT40-ER32-70 | 1980 | BT40 | ER32 | 70
      TH-BT40-ER32-100 | 2120 | BT40 | ER32 | 100
      TH-BT40-ER32-150 | 2680 | BT40 | ER32 | 150
      TH-BT40-ER40-80 | 2240 | BT40 | ER40 | 80
      TH-BT50-ER32-100 | 3150 | BT50 | ER32 | 100
      TH-BT50-ER40-100 | 3280 | BT50 | ER40 | 100
      TH-HSK63-ER16-100 | 3480 | HSK-A63 | ER16 | 100
      TH-HSK63-ER25-100 | 3620 | HSK-A63 | ER25 | 100
      TH-HSK63-ER32-100 | 3740 | HSK-A63 | ER32 | 100
      TH-BT40-ER32-60! | 1880 | BT40 | ER32 | 60 = TH-BT40-ER32-70`,
  },
  {
    category: 'tool-holders', leadTimeDays: 21, cost: 0.5, stock: 60,
    name: words('Shrink-fit holder {0} Ø{1}', '熱縮刀把 {0} Ø{1}', '热缩刀柄 {0} Ø{1}'),
    text: words(
      'Slim shrink-fit holder {0} for {1} mm shanks, gauge length {2} mm: the choice for deep cavities and high speed. Heat-resistant steel for more than 5,000 changes.',
      '{0} 細頸熱縮刀把，夾持柄徑 {1} mm，刀長 {2} mm，適合深穴與高速加工。耐熱鋼材質，可重複熱縮 5,000 次以上。',
      '{0} 细颈热缩刀柄，夹持柄径 {1} mm，长度 {2} mm，适合深腔和高速加工。耐热钢材质，可反复热缩 5000 次以上。'),
    facts: ['taper', 'clamping', 'gauge'], common: [['runout', '3'], ['balance', 'G2.5 / 25,000 rpm']],
    items: `
      TH-BT40-SF06-90 | 3980 | BT40 | 6 | 90
      TH-BT40-SF10-90 | 4080 | BT40 | 10 | 90
      TH-BT40-SF12-90 | 4120 | BT40 | 12 | 90
      TH-HSK63-SF06-85 | 5480 | HSK-A63 | 6 | 85
      TH-HSK63-SF10-85 | 5560 | HSK-A63 | 10 | 85
      TH-HSK63-SF16-95 | 5820 | HSK-A63 | 16 | 95`,
  },
  {
    category: 'tool-holders', leadTimeDays: 21, cost: 0.5, stock: 45,
    name: words('Hydraulic chuck {0} Ø{1}', '油壓刀把 {0} Ø{1}', '液压刀柄 {0} Ø{1}'),
    text: words(
      'Hydraulic holder {0} for {1} mm shanks. Clamps with a hex key in seconds; its damping lengthens the life of reamers and finishing mills.',
      '{0} 油壓刀把，夾持柄徑 {1} mm。以六角扳手數秒即可夾緊，良好的吸震性可延長鉸刀與精銑刀壽命。',
      '{0} 液压刀柄，夹持柄径 {1} mm。用内六角扳手数秒即可夹紧，减振性好，可延长铰刀和精铣刀寿命。'),
    facts: ['taper', 'clamping', 'gauge'], common: [['runout', '3']],
    items: `
      TH-BT40-HY12-90 | 7280 | BT40 | 12 | 90
      TH-BT40-HY20-90 | 7460 | BT40 | 20 | 90
      TH-HSK63-HY12-90 | 8940 | HSK-A63 | 12 | 90
      TH-HSK63-HY20-90 | 9120 | HSK-A63 | 20 | 90`,
  },
  {
    category: 'tool-holders', leadTimeDays: 14, cost: 0.47, stock: 90,
    name: words('Face mill arbor {0} Ø{1}', '面銑刀把 {0} Ø{1}', '面铣刀柄 {0} Ø{1}'),
    text: words(
      'Arbor {0} with a {1} mm pilot for face and shoulder mills, gauge length {2} mm, coolant through the centre.',
      '{0} 面銑刀把，定位柄 {1} mm，刀長 {2} mm，適用面銑刀與直角銑刀，中心出水。',
      '{0} 面铣刀柄，定心轴 {1} mm，长度 {2} mm，适用于面铣刀和方肩铣刀，中心内冷。'),
    facts: ['taper', 'diameter', 'gauge'],
    items: `
      TH-BT40-FMB22-60 | 2080 | BT40 | 22 | 60
      TH-BT40-FMB27-60 | 2160 | BT40 | 27 | 60
      TH-BT50-FMB27-75 | 3240 | BT50 | 27 | 75
      TH-BT50-FMB40-75 | 3620 | BT50 | 40 | 75`,
  },
  {
    category: 'tool-holders', leadTimeDays: 10, cost: 0.45, stock: 320,
    name: words('ER collet set {0}', 'ER 筒夾組 {0}', 'ER 夹头套装 {0}'),
    text: words(
      'Set of {2} precision collets {0} in a wooden block, clamping {1} mm. Every collet is checked to 5 µm of run-out at 4 × D.',
      '{0} 精密筒夾組，共 {2} 支，附木盒，夾持範圍 {1} mm。每支皆檢驗，4D 處偏擺 5 µm 以內。',
      '{0} 精密夹头套装，共 {2} 支，附木盒，夹持范围 {1} mm。逐支检验，4D 处跳动不大于 5 µm。'),
    facts: ['collet', 'clamping', 'pack'], unit: 'set',
    items: `
      CS-ER16-10 | 2380 | ER16 | 1–10 | 10
      CS-ER20-12 | 2960 | ER20 | 2–13 | 12
      CS-ER25-15 | 3680 | ER25 | 2–16 | 15
      CS-ER32-18 | 4480 | ER32 | 3–20 | 18
      CS-ER40-23 | 6280 | ER40 | 4–26 | 23`,
  },
]
