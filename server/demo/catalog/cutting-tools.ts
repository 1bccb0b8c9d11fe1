import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const cuttingToolFamilies: Family[] = [
  {
    category: 'cutting-tools', leadTimeDays: 7, cost: 0.42, stock: 400,
    name: words('Carbide end mill Ø{0}, {2} flutes', '鎢鋼立銑刀 Ø{0} {2} 刃', '硬质合金立铣刀 Ø{0} {2} 刃'),
    text: words(
      'Solid carbide end mill of {0} mm with unequal helix for steel up to 48 HRC. Ground from submicron grain; AlTiN coating for dry and wet cutting.',
      '不等螺旋鎢鋼立銑刀，刃徑 {0} mm，適合 48 HRC 以下鋼材。採用超微粒鎢鋼，AlTiN 鍍層，乾溼切削皆宜。',
      '不等螺旋硬质合金立铣刀，刃径 {0} mm，适合 48 HRC 以下钢材。采用超细晶粒硬质合金，AlTiN 涂层，干湿切削均可。'),
    facts: ['diameter', 'length', 'flutes'], common: [['material', 'carbide'], ['coating', 'AlTiN']],
    items: `
      EM-04-4 | 420 | 4 | 50 | 4
      EM-06-4 | 520 | 6 | 50 | 4
      EM-08-4 | 720 | 8 | 60 | 4
      EM-10-4 | 980 | 10 | 75 | 4
      EM-12-4 | 1380 | 12 | 75 | 4
      EM-16-4 | 2380 | 16 | 100 | 4
      EM-20-4 | 3860 | 20 | 100 | 4
      EM-10-2! | 860 | 10 | 75 | 2 = EM-10-4`,
  },
  {
    category: 'cutting-tools', leadTimeDays: 7, cost: 0.42, stock: 260,
    name: words('Ball-nose end mill Ø{0}', '鎢鋼球刀 Ø{0}', '硬质合金球头铣刀 Ø{0}'),
    text: words(
      'Two-flute ball-nose mill of {0} mm for finishing moulds up to 62 HRC; radius tolerance ±5 µm, TiSiN coating.',
      '二刃鎢鋼球刀，刃徑 {0} mm，適合 62 HRC 以下模具精加工；R 角公差 ±5 µm，TiSiN 鍍層。',
      '两刃硬质合金球头铣刀，刃径 {0} mm，适合 62 HRC 以下模具精加工；R 角公差 ±5 µm，TiSiN 涂层。'),
    facts: ['diameter', 'length'], common: [['material', 'carbide'], ['coating', 'TiSiN'], ['flutes', '2']],
    items: `
      BN-02 | 480 | 2 | 50
      BN-04 | 520 | 4 | 50
      BN-06 | 640 | 6 | 60
      BN-08 | 880 | 8 | 75
      BN-10 | 1180 | 10 | 75
      BN-12 | 1620 | 12 | 100`,
  },
  {
    category: 'cutting-tools', leadTimeDays: 7, cost: 0.43, stock: 300,
    name: words('Carbide drill Ø{0}, 5 × D', '鎢鋼鑽頭 Ø{0} 5D', '硬质合金钻头 Ø{0} 5D'),
    text: words(
      'Coolant-through carbide drill of {0} mm, 5 × D, 140° self-centring point for steel, stainless and cast iron.',
      '中心出水鎢鋼鑽頭，直徑 {0} mm、5D、140° 自定心鑽尖，適用鋼、不鏽鋼與鑄鐵。',
      '内冷硬质合金钻头，直径 {0} mm、5D、140° 自定心钻尖，适用于钢、不锈钢和铸铁。'),
    facts: ['diameter', 'length'], common: [['material', 'carbide'], ['coating', 'TiAlN']],
    items: `
      DR-033-5D | 860 | 3.3 | 66
      DR-042-5D | 920 | 4.2 | 74
      DR-050-5D | 960 | 5.0 | 82
      DR-068-5D | 1180 | 6.8 | 91
      DR-085-5D | 1380 | 8.5 | 103
      DR-102-5D | 1680 | 10.2 | 118
      DR-120-5D | 2180 | 12.0 | 124`,
  },
  {
    category: 'cutting-tools', leadTimeDays: 7, cost: 0.44, stock: 240,
    name: words('Spiral-flute tap {0}', '螺旋絲攻 {0}', '螺旋槽丝锥 {0}'),
    text: words(
      'Spiral-flute tap {0} for blind holes up to 2.5 × D with rigid tapping. TiCN coating, tolerance ISO 2 (6H).',
      '{0} 螺旋絲攻，適用 2.5D 以內盲孔剛性攻牙。TiCN 鍍層，公差 ISO 2（6H）。',
      '{0} 螺旋槽丝锥，适用于 2.5D 以内盲孔刚性攻丝。TiCN 涂层，公差 ISO 2（6H）。'),
    facts: ['tapping', 'length'], common: [['material', 'hss'], ['coating', 'TiCN']],
    items: `
      TP-M3 | 280 | M3 × 0.5 | 56
      TP-M4 | 290 | M4 × 0.7 | 63
      TP-M5 | 310 | M5 × 0.8 | 70
      TP-M6 | 340 | M6 × 1 | 80
      TP-M8 | 420 | M8 × 1.25 | 90
      TP-M10 | 540 | M10 × 1.5 | 100
      TP-M12 | 720 | M12 × 1.75 | 110`,
  },
  {
    category: 'cutting-tools', leadTimeDays: 7, cost: 0.4, stock: 600, unit: 'box',
    name: words('Turning insert {0} {1}', '車刀片 {0} {1}', '车刀片 {0} {1}'),
    text: words(
      'Turning insert {0} in grade {1}, box of {2}. Chip breaker for medium cutting; the CVD layer holds its edge in long runs.',
      '{0} 車刀片，牌號 {1}，每盒 {2} 片。中切削斷屑槽，CVD 鍍層長時間切削仍保持刃口。',
      '{0} 车刀片，牌号 {1}，每盒 {2} 片。半精加工断屑槽，CVD 涂层在长时间切削中保持刃口。'),
    facts: ['material', 'grade', 'pack'],
    items: `
      IN-CNMG120404-P25 | 2180 | CNMG 120404-MT | GX4025 | 10
      IN-CNMG120408-P25 | 2180 | CNMG 120408-MT | GX4025 | 10
      IN-CNMG120408-M30 | 2380 | CNMG 120408-MM | GX2030 | 10
      IN-WNMG080408-P25 | 2280 | WNMG 080408-MT | GX4025 | 10
      IN-DNMG150608-P25 | 2680 | DNMG 150608-MT | GX4025 | 10
      IN-VNMG160404-P15 | 2860 | VNMG 160404-FT | GX4015 | 10
      IN-CCMT09T304-P25 | 1780 | CCMT 09T304-FT | GX4025 | 10
      IN-DCMT11T304-P25 | 1860 | DCMT 11T304-FT | GX4025 | 10
      IN-16ER-AG60 | 2980 | 16ER AG60 | GX1020 | 10
      IN-MGMN300-M | 1980 | MGMN 300-M | GX2030 | 10
      IN-TNMG160408-P25~ | 2080 | TNMG 160408-MT | GX4025 | 10 = IN-WNMG080408-P25`,
  },
  {
    category: 'cutting-tools', leadTimeDays: 10, cost: 0.42, stock: 380, unit: 'box',
    name: words('Milling insert {0} {1}', '銑刀片 {0} {1}', '铣刀片 {0} {1}'),
    text: words(
      'Milling insert {0} in grade {1}, box of {2}, for face and shoulder mills of the GX series.',
      '{0} 銑刀片，牌號 {1}，每盒 {2} 片，適用 GX 系列面銑刀與直角銑刀。',
      '{0} 铣刀片，牌号 {1}，每盒 {2} 片，适用于 GX 系列面铣刀和方肩铣刀。'),
    facts: ['material', 'grade', 'pack'],
    items: `
      IN-APKT1604-P30 | 2480 | APKT 160408-MT | GX3030 | 10
      IN-APKT1135-P30 | 1980 | APKT 113508-MT | GX3030 | 10
      IN-SEKT1204-P25 | 2680 | SEKT 1204AFTN | GX3025 | 10
      IN-RPMT10T3-M30 | 2280 | RPMT 10T3MO | GX2030 | 10
      IN-RDMT1204-P30 | 2580 | RDMT 1204MO | GX3030 | 10`,
  },
  {
    category: 'cutting-tools', leadTimeDays: 14, cost: 0.46, stock: 50,
    name: words('Face mill Ø{0}, 45°', '45° 面銑刀 Ø{0}', '45° 面铣刀 Ø{0}'),
    text: words(
      'Face mill of {0} mm with {1} seats for SEKT 1204 inserts, pilot {2} mm, coolant through every seat.',
      '面銑刀，刀徑 {0} mm，{1} 刃，使用 SEKT 1204 刀片，定位孔 {2} mm，每刃皆有出水孔。',
      '面铣刀，刀径 {0} mm，{1} 齿，使用 SEKT 1204 刀片，定位孔 {2} mm，每齿均有内冷孔。'),
    facts: ['diameter', 'flutes', 'throughHole'],
    items: `
      FM45-050-4 | 4680 | 50 | 4 | 22
      FM45-063-5 | 5480 | 63 | 5 | 22
      FM45-080-6 | 6480 | 80 | 6 | 27
      FM45-100-7 | 7980 | 100 | 7 | 32
      FM45-125-8 | 9860 | 125 | 8 | 40`,
  },
]
