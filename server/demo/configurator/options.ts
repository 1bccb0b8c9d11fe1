import type { Definition, Option } from '../../configurator/definition.ts'
import { words } from '../kit/words.ts'
import { amount, many, one } from './words.ts'

export const groups: Definition['groups'] = [
  { key: 'spindle', name: words('Spindle', '主軸', '主轴') }, { key: 'tools', name: words('Tool magazine', '刀庫', '刀库') }, { key: 'control', name: words('Control', '控制器', '数控系统') },
  { key: 'table', name: words('Table and axes', '工作台與軸', '工作台与轴') }, { key: 'measuring', name: words('Measuring', '量測', '测量') }, { key: 'coolant', name: words('Coolant and chips', '切削液與排屑', '冷却与排屑') },
  { key: 'automation', name: words('Automation', '自動化', '自动化') }, { key: 'electrics', name: words('Electrics and safety', '電氣與安全', '电气与安全') }, { key: 'delivery', name: words('Delivery', '交貨', '交货') },
]

export const attributes: Definition['attributes'] = [
  { key: 'power', name: words('Connected load', '總用電量', '总用电量'), unit: 'kW' }, { key: 'supply', name: words('Supply', '電源容量', '电源容量'), unit: 'kW' },
  { key: 'weight', name: words('Weight on the table', '工作台上重量', '工作台上重量'), unit: 'kg' }, { key: 'load', name: words('Load that the table bears', '工作台承重', '工作台承重'), unit: 'kg' },
  { key: 'tank', name: words('Coolant', '切削液容量', '冷却液容量'), unit: 'l' }, { key: 'flow', name: words('Coolant that is needed', '所需切削液', '所需冷却液'), unit: 'l' },
]

const power = (kilowatts: number, days?: number) => ({ amounts: { power: kilowatts }, ...(days ? { days } : {}) })
const weight = (kilograms: number) => ({ amounts: { weight: kilograms } })
const standardNone = ['*none', ['None', '無', '无']] as const

export const options: Option[] = [
  one('speed', 'spindle', ['Spindle', '主軸', '主轴'],
    ['s6', ['6,000 rpm gear head', '6,000 rpm 齒輪頭', '6000 rpm 齿轮主轴头'], undefined, power(18.5)], ['*s12', ['12,000 rpm belt drive', '12,000 rpm 皮帶式', '12000 rpm 皮带式'], undefined, power(15)],
    ['s15', ['15,000 rpm direct drive', '15,000 rpm 直結式', '15000 rpm 直联式'], undefined, power(15)], ['s20', ['20,000 rpm built-in', '20,000 rpm 內藏式', '20000 rpm 电主轴'], 480_000, power(22, 15)],
    ['s24', ['24,000 rpm built-in', '24,000 rpm 內藏式', '24000 rpm 电主轴'], 690_000, power(26, 20)]),
  one('taper', 'spindle', ['Tool taper', '刀把錐度', '刀柄锥度'], ['*bt40', ['BT40', 'BT40', 'BT40']], ['cat40', ['CAT40', 'CAT40', 'CAT40'], 12_000], ['bt50', ['BT50', 'BT50', 'BT50']], ['hska63', ['HSK-A63', 'HSK-A63', 'HSK-A63'], 46_000]),
  one('spindleCooling', 'spindle', ['Spindle cooling', '主軸冷卻', '主轴冷却'], ['*air', ['Air', '氣冷', '风冷']], ['oil', ['Oil chiller', '油冷機', '油冷机'], 58_000, power(2)], ['water', ['Water chiller', '水冷機', '水冷机'], 96_000, power(3)]),
  one('throughSpindle', 'spindle', ['Coolant through the spindle', '主軸中心出水', '主轴中心出水'], standardNone, ['bar20', ['20 bar', '20 bar', '20 bar'], 42_000, { amounts: { power: 1.5, flow: 250 } }],
    ['bar40', ['40 bar', '40 bar', '40 bar'], 52_000, { amounts: { power: 3, flow: 300 } }], ['bar70', ['70 bar', '70 bar', '70 bar'], 68_000, { amounts: { power: 5.5, flow: 400 } }]),
  many('spindleExtras', 'spindle', ['More for the spindle', '主軸選配', '主轴选配'], ['orient', ['Fine orientation', '主軸精密定位', '主轴精密定向'], 18_000], ['vibration', ['Vibration watch', '振動監控', '振动监控'], 64_000], ['ringJets', ['Ring of coolant nozzles', '環形噴水', '环形喷水'], 14_000, { amounts: { flow: 50 } }]),

  one('magazine', 'tools', ['Magazine', '刀庫', '刀库'], ['t24', ['24 tools, arm', '24 刀，刀臂式', '24 刀，机械手'], -36_000], ['*t30', ['30 tools, arm', '30 刀，刀臂式', '30 刀，机械手']], ['t40', ['40 tools, chain', '40 刀，鏈式', '40 刀，链式'], 148_000, power(0.8, 10)],
    ['t60', ['60 tools, chain', '60 刀，鏈式', '60 刀，链式'], 268_000, power(1.1, 15)]),
  amount('toolLength', 'tools', ['Longest tool', '最長刀具', '最长刀具'], [200, 400, 25], 'mm', 250),
  one('toolCheck', 'tools', ['Tool setting', '刀具設定', '对刀'], standardNone, ['cable', ['Touch, cable', '接觸式，有線', '接触式，有线']], ['radio', ['Touch, radio', '接觸式，無線', '接触式，无线']], ['laser', ['Laser', '雷射', '激光']]),
  many('toolExtras', 'tools', ['More for tools', '刀具選配', '刀具选配'], ['heavy', ['Heavy-tool mode', '重刀模式', '重刀模式'], 22_000], ['chips', ['Tool-shank blow-off', '刀柄吹屑', '刀柄吹屑'], 9_000], ['rfid', ['Tool identification (RFID)', '刀具辨識（RFID）', '刀具识别（RFID）'], 128_000, { days: 5 }]),

  one('control', 'control', ['Control', '控制器', '数控系统'], ['*fanuc0', ['Fanuc 0i-MF Plus', 'Fanuc 0i-MF Plus', 'Fanuc 0i-MF Plus']], ['fanuc31', ['Fanuc 31i-B Plus', 'Fanuc 31i-B Plus', 'Fanuc 31i-B Plus'], 260_000], ['siemens', ['Siemens 828D', 'Siemens 828D', '西门子 828D'], 180_000, { days: 10 }],
    ['heidenhain', ['Heidenhain TNC7', 'Heidenhain TNC7', '海德汉 TNC7'], 390_000, { days: 20 }], ['mitsubishi', ['Mitsubishi M80V', '三菱 M80V', '三菱 M80V'], 60_000]),
  one('screen', 'control', ['Screen', '螢幕', '显示屏'], ['*i10', ['10.4 inch', '10.4 吋', '10.4 英寸']], ['i15', ['15 inch touch', '15 吋觸控', '15 英寸触摸'], 36_000], ['i19', ['19 inch touch', '19 吋觸控', '19 英寸触摸'], 68_000]),
  many('functions', 'control', ['Functions', '功能', '功能'], ['smooth', ['High-speed contouring', '高速輪廓加工', '高速轮廓加工'], 86_000], ['axis4', ['Fourth axis', '第四軸', '第四轴'], 72_000], ['axis5', ['Simultaneous five axes', '五軸同動', '五轴联动'], 240_000],
    ['dialog', ['Dialogue programming', '對話式編程', '对话式编程'], 48_000], ['collision', ['Collision watch', '防碰撞', '防碰撞'], 132_000], ['remote', ['Remote diagnosis', '遠端診斷', '远程诊断'], 24_000], ['opcua', ['OPC UA server', 'OPC UA 伺服器', 'OPC UA 服务器'], 36_000]),
  one('memory', 'control', ['Program memory', '程式記憶體', '程序内存'], ['*m2', ['2 MB', '2 MB', '2 MB']], ['m8', ['8 MB', '8 MB', '8 MB'], 16_000], ['card', ['Memory card, 64 GB', '記憶卡 64 GB', '存储卡 64 GB'], 28_000]),

  one('table', 'table', ['Table', '工作台', '工作台'], ['*t1200', ['1,200 × 600 mm', '1,200 × 600 mm', '1200 × 600 mm'], undefined, { amounts: { load: 800 } }], ['t1300', ['1,300 × 650 mm', '1,300 × 650 mm', '1300 × 650 mm'], 42_000, { amounts: { load: 1000 } }],
    ['reinforced', ['1,300 × 650 mm, reinforced', '1,300 × 650 mm 強化型', '1300 × 650 mm 加强型'], 96_000, { amounts: { load: 1500 }, days: 10 }]),
  amount('workpiece', 'table', ['Heaviest workpiece', '最重工件', '最重工件'], [100, 1400, 50], 'kg', 300),
  one('rotary', 'table', ['Rotary table', '分度盤', '数控转台'], standardNone, ['rt170', ['Ø 170 mm', 'Ø 170 mm', 'Ø 170 mm'], undefined, weight(48)], ['rt210', ['Ø 210 mm', 'Ø 210 mm', 'Ø 210 mm'], undefined, weight(78)], ['rt255', ['Ø 255 mm', 'Ø 255 mm', 'Ø 255 mm'], undefined, weight(112)],
    ['rt320', ['Ø 320 mm', 'Ø 320 mm', 'Ø 320 mm'], undefined, weight(182)], ['tt170', ['Tilting, Ø 170 mm', '雙軸，Ø 170 mm', '摇篮双轴，Ø 170 mm'], undefined, weight(146)], ['tt255', ['Tilting, Ø 255 mm', '雙軸，Ø 255 mm', '摇篮双轴，Ø 255 mm'], undefined, weight(310)]),
  one('tailstock', 'table', ['Tailstock', '尾座', '尾座'], standardNone, ['manual', ['Manual', '手動', '手动'], 18_000, weight(24)], ['hydraulic', ['Hydraulic', '油壓', '液压'], 46_000, weight(38)]),
  one('workholding', 'table', ['Workholding', '夾具', '夹具'], standardNone, ['vises2', ['Two vises, 160 mm', '兩台 160 mm 虎鉗', '两台 160 mm 平口钳'], undefined, weight(84)], ['zero4', ['Zero-point plate, four-fold', '四孔零點定位板', '四孔零点定位板'], undefined, weight(38)]),
  amount('column', 'table', ['Raised column', '立柱加高', '立柱加高'], [0, 300, 50], 'mm', 0),
  one('scales', 'table', ['Linear scales', '光學尺', '光栅尺'], standardNone, ['xy', ['X and Y', 'X、Y 軸', 'X、Y 轴'], 118_000, { days: 5 }], ['xyz', ['X, Y and Z', 'X、Y、Z 軸', 'X、Y、Z 轴'], 168_000, { days: 5 }]),
  one('screws', 'table', ['Ball screws', '滾珠螺桿', '滚珠丝杠'], ['*plain', ['Standard', '標準', '标准']], ['hollow', ['Hollow, cooled', '中空冷卻', '中空冷却'], 138_000, { amounts: { power: 1.5 }, days: 15 }]),

  one('probe', 'measuring', ['Workpiece probe', '工件測頭', '工件测头'], standardNone, ['infrared', ['Infrared', '紅外線', '红外'], undefined], ['radio', ['Radio', '無線電', '无线电']], ['precise', ['Radio, 0.25 µm', '無線電，0.25 µm', '无线电，0.25 µm']]),
  one('thermal', 'measuring', ['Thermal compensation', '熱變位補償', '热补偿'], standardNone, ['spindle', ['Spindle', '主軸', '主轴'], 36_000], ['whole', ['Spindle and structure', '主軸與結構', '主轴与结构'], 74_000]),
  one('report', 'measuring', ['Acceptance report', '驗收報告', '验收报告'], ['*standard', ['Works standard', '廠內標準', '出厂标准']], ['iso', ['ISO 10791', 'ISO 10791', 'ISO 10791'], 18_000, { days: 2 }], ['laser', ['ISO 230-2 with laser', 'ISO 230-2 雷射量測', 'ISO 230-2 激光检测'], 46_000, { days: 4 }]),

  one('tank', 'coolant', ['Coolant tank', '切削液水箱', '冷却液箱'], ['*l350', ['350 l', '350 公升', '350 升'], undefined, { amounts: { tank: 350 } }], ['l500', ['500 l', '500 公升', '500 升'], 26_000, { amounts: { tank: 500 } }], ['l700', ['700 l', '700 公升', '700 升'], 48_000, { amounts: { tank: 700 } }]),
  one('filter', 'coolant', ['Filtration', '過濾', '过滤'], standardNone, ['paper', ['Paper band', '紙帶過濾', '纸带过滤'], undefined, power(0.8)], ['paperLarge', ['Paper band, large', '大型紙帶過濾', '大型纸带过滤'], undefined, power(1.2)]),
  one('mist', 'coolant', ['Mist collector', '油霧收集器', '油雾收集器'], standardNone, ['m800', ['800 m³/h', '800 m³/h', '800 m³/h'], undefined, power(0.75)], ['m1500', ['1,500 m³/h', '1,500 m³/h', '1500 m³/h'], undefined, power(1.5)]),
  one('chips', 'coolant', ['Chip conveyor', '排屑機', '排屑机'], ['*auger', ['Augers to the front', '螺旋式，前排屑', '螺旋式，前排屑']], ['hinge', ['Hinge belt', '鏈板式', '链板式'], undefined, power(0.2)], ['hingeWide', ['Hinge belt, wide', '鏈板式，加寬', '链板式，加宽'], undefined, power(0.4)], ['scraper', ['Scraper', '刮板式', '刮板式'], undefined, power(0.4)]),
  one('chipSide', 'coolant', ['Chips leave at the', '排屑方向', '排屑方向'], ['*front', ['front', '前方', '前方']], ['left', ['left', '左側', '左侧'], 6_000], ['rear', ['rear', '後方', '后方'], 12_000]),
  many('washing', 'coolant', ['Washing', '清潔', '清洗'], ['gun', ['Wash gun', '水槍', '水枪'], 6_000, { amounts: { flow: 20 } }], ['shower', ['Chip flushing', '底盤沖屑', '底盘冲屑'], 28_000, { amounts: { flow: 120, power: 0.8 } }], ['roofShower', ['Flushing from the roof', '頂部沖水', '顶部冲水'], 38_000, { amounts: { flow: 80, power: 0.8 } }], ['skimmer', ['Oil skimmer', '油水分離機', '撇油器'], 16_000]),

  one('door', 'automation', ['Operator door', '操作門', '操作门'], ['*manual', ['By hand', '手動', '手动']], ['auto', ['Automatic', '自動', '自动'], 58_000, power(0.4)], ['sideAuto', ['Automatic, and one at the side', '自動門與側門', '自动门与侧门'], 118_000, { amounts: { power: 0.8 }, days: 5 }]),
  one('robot', 'automation', ['Robot interface', '機器人介面', '机器人接口'], standardNone, ['digital', ['Digital signals', '數位訊號', '数字信号'], 32_000], ['profinet', ['PROFINET', 'PROFINET', 'PROFINET'], 56_000], ['field', ['Field bus of the maker', '原廠現場匯流排', '原厂现场总线'], 56_000]),
  one('pallets', 'automation', ['Pallet changer', '自動交換台', '托盘交换'], standardNone, ['two', ['Two pallets, 1,000 × 500 mm', '雙交換台 1,000 × 500 mm', '双托盘 1000 × 500 mm'], 680_000, { amounts: { weight: 160, power: 2.2 }, days: 30 }]),
  one('lamp', 'automation', ['Signal lamp', '警示燈', '信号灯'], ['*three', ['Three colours', '三色燈', '三色灯']], ['beam', ['Light bar', '燈條', '灯带'], 12_000]),

  one('market', 'electrics', ['Safety rules of', '適用安全法規', '适用安全法规'], ['*tw', ['Taiwan', '台灣', '中国台湾']], ['ce', ['European Union (CE)', '歐盟（CE）', '欧盟（CE）'], 98_000, { days: 5 }], ['us', ['North America (NFPA 79)', '北美（NFPA 79）', '北美（NFPA 79）'], 86_000, { days: 5 }], ['cn', ['China (GB)', '中國（GB）', '中国（GB）'], 24_000]),
  one('voltage', 'electrics', ['Voltage', '電壓', '电压'], ['*v220', ['220 V', '220 V', '220 V']], ['v380', ['380 V', '380 V', '380 V']], ['v400', ['400 V', '400 V', '400 V']], ['v480', ['480 V', '480 V', '480 V']]),
  one('transformer', 'electrics', ['Transformer', '變壓器', '变压器'], standardNone, ['built', ['Built in', '內建', '内置'], 42_000], ['stand', ['Standing beside', '外置', '外置'], 36_000]),
  one('frequency', 'electrics', ['Frequency', '頻率', '频率'], ['hz50', ['50 Hz', '50 Hz', '50 Hz']], ['*hz60', ['60 Hz', '60 Hz', '60 Hz']]),
  one('supply', 'electrics', ['Supply', '電源容量', '电源容量'], ['kw25', ['25 kW', '25 kW', '25 kW'], undefined, { amounts: { supply: 25 } }], ['*kw32', ['32 kW', '32 kW', '32 kW'], undefined, { amounts: { supply: 32 } }], ['kw45', ['45 kW', '45 kW', '45 kW'], 18_000, { amounts: { supply: 45 } }]),
  one('roof', 'electrics', ['Enclosure', '鈑金罩', '防护罩'], ['*open', ['Open at the top', '上方開放', '顶部敞开']], ['closed', ['Closed', '全罩式', '全封闭'], 38_000]),
  one('cabinet', 'electrics', ['Cabinet cooling', '電箱冷卻', '电柜冷却'], ['*exchanger', ['Heat exchanger', '熱交換器', '热交换器']], ['aircon', ['Air conditioner', '冷氣機', '空调'], 26_000, power(1)]),

  one('language', 'delivery', ['Language of screens and papers', '介面與文件語言', '界面与文件语言'], ['*zhHant', ['Chinese, traditional', '繁體中文', '繁体中文']], ['zhHans', ['Chinese, simplified', '簡體中文', '简体中文'], 6_000], ['en', ['English', '英文', '英文'], 6_000], ['de', ['German', '德文', '德文'], 18_000, { days: 5 }],
    ['fr', ['French', '法文', '法文'], 18_000, { days: 5 }], ['ja', ['Japanese', '日文', '日文'], 18_000, { days: 5 }]),
  one('colour', 'delivery', ['Colour', '顏色', '颜色'], ['*grey', ['Grey and white', '灰白', '灰白']], ['ral', ['By RAL number', '指定 RAL 色號', '指定 RAL 色号'], 28_000, { days: 7 }]),
  one('packing', 'delivery', ['Packing', '包裝', '包装'], ['*film', ['Film, on skids', '膠膜與棧板', '薄膜与滑木']], ['vacuum', ['Vacuum, wooden case', '真空木箱', '真空木箱'], 36_000, { days: 2 }], ['container', ['Flat-rack container', '平板貨櫃', '平板集装箱'], 58_000, { days: 3 }]),
  one('warranty', 'delivery', ['Warranty', '保固', '保修'], ['*y1', ['12 months', '12 個月', '12 个月']], ['y2', ['24 months', '24 個月', '24 个月'], 68_000], ['y3', ['36 months', '36 個月', '36 个月'], 146_000]),
  many('training', 'delivery', ['Training', '教育訓練', '培训'], ['operators', ['Operators, two days', '操作人員，兩天', '操作人员，两天'], 24_000], ['programmers', ['Programmers, three days', '編程人員，三天', '编程人员，三天'], 38_000], ['service', ['Maintenance, two days', '維修人員，兩天', '维修人员，两天'], 32_000]),
]
