import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const measuringFamilies: Family[] = [
  {
    category: 'probes', leadTimeDays: 20, cost: 0.55, stock: 18,
    name: words('Touch probe {sku}', '接觸式測頭 {sku}', '触发式测头 {sku}'),
    text: words(
      'Spindle probe for setting and checking the work in the machine. Repeats within {1} µm, sealed to IP68; macros for all common controls.',
      '主軸測頭，用於機上尋邊與量測，重複精度 {1} µm，防護等級 IP68，附各家控制器巨集。',
      '主轴测头，用于机内找正和测量，重复精度 {1} µm，防护等级 IP68，附各系统宏程序。'),
    facts: ['transmission', 'repeatability', 'reach'],
    items: `
      PB-40I | 86000 | infrared | 1 | 6
      PB-40R | 112000 | radio | 1 | 15
      PB-60R | 148000 | radio | 0.25 | 15
      PB-30I! | 74000 | infrared | 2 | 5 = PB-40I`,
  },
  {
    category: 'probes', leadTimeDays: 15, cost: 0.52, stock: 22,
    name: words('Tool setter {sku}', '對刀儀 {sku}', '对刀仪 {sku}'),
    text: words(
      'Measures tool length and diameter in the machine and finds broken tools; repeats within {1} µm.',
      '機上量測刀長與刀徑，並偵測斷刀，重複精度 {1} µm。',
      '在机测量刀具长度和直径，并检测断刀，重复精度 {1} µm。'),
    facts: ['transmission', 'repeatability'],
    items: `
      TS-20C | 32800 | cable | 1
      TS-20R | 58600 | radio | 1
      TS-L200 | 168000 | cable | 0.5`,
  },
  {
    category: 'probes', leadTimeDays: 7, cost: 0.4, stock: 160,
    name: words('Ruby stylus M4, ball Ø{0}, {1} mm', '紅寶石測針 M4 球徑 {0} 長 {1} mm', '红宝石测针 M4 球径 {0} 长 {1} mm'),
    text: words(
      'Stylus with a grade 5 ruby ball of {0} mm on a carbide stem, {1} mm long.',
      'G5 級紅寶石測針，球徑 {0} mm，鎢鋼桿，全長 {1} mm。',
      'G5 级红宝石测针，球径 {0} mm，硬质合金测杆，全长 {1} mm。'),
    facts: ['diameter', 'length'],
    items: `
      ST-M4-2-30 | 2280 | 2 | 30
      ST-M4-4-50 | 2480 | 4 | 50
      ST-M4-6-50 | 2580 | 6 | 50
      ST-M4-6-100 | 3480 | 6 | 100`,
  },
  {
    category: 'measuring-instruments', leadTimeDays: 10, cost: 0.5, stock: 70,
    name: words('Digital caliper {0} mm', '數位卡尺 {0} mm', '数显卡尺 {0} mm'),
    text: words(
      'Absolute digital caliper, {0} mm, IP67, with data output and a calibration certificate.',
      '絕對式數位卡尺，量測範圍 {0} mm，IP67，具資料輸出，附校正報告。',
      '绝对式数显卡尺，量程 {0} mm，IP67，带数据输出，附校准证书。'),
    facts: ['range', 'resolution'],
    items: `
      DC-150 | 3280 | 0–150 | 0.01
      DC-200 | 3980 | 0–200 | 0.01
      DC-300 | 6280 | 0–300 | 0.01`,
  },
  {
    category: 'measuring-instruments', leadTimeDays: 10, cost: 0.5, stock: 48,
    name: words('Digital micrometer {0} mm', '數位分厘卡 {0} mm', '数显千分尺 {0} mm'),
    text: words(
      'Digital outside micrometer, {0} mm, carbide faces, ratchet thimble, IP65.',
      '數位外徑分厘卡，量測範圍 {0} mm，鎢鋼測面，棘輪套筒，IP65。',
      '数显外径千分尺，量程 {0} mm，硬质合金测面，棘轮套筒，IP65。'),
    facts: ['range', 'resolution'],
    items: `
      MM-25 | 4280 | 0–25 | 0.001
      MM-50 | 4880 | 25–50 | 0.001
      MM-75 | 5480 | 50–75 | 0.001
      MM-100 | 6080 | 75–100 | 0.001`,
  },
  {
    category: 'measuring-instruments', leadTimeDays: 14, cost: 0.5, stock: 30,
    name: words('Bore gauge {sku}', '內徑量錶 {sku}', '内径量表 {sku}'),
    text: words(
      'Bore gauge for {0} mm with a 1 µm dial and setting ring, in a case.',
      '內徑量錶，量測範圍 {0} mm，1 µm 指示錶，附校正環規與收納盒。',
      '内径量表，量程 {0} mm，1 µm 表头，附校对环规和收纳盒。'),
    facts: ['range', 'resolution'],
    items: `
      BG-18 | 6280 | 10–18 | 0.001
      BG-35 | 5980 | 18–35 | 0.001
      BG-60 | 6480 | 35–60 | 0.001
      BG-160 | 7980 | 50–160 | 0.001`,
  },
]
