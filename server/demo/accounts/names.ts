/** What companies are called: first parts (Chinese ones with their spelling in Latin letters), what they do with its industry, and legal forms. */
export interface CompanyWords { first: string[]; trades: [string, string][]; forms: string[]; join: (first: string, trade: string, form: string) => string }

const western = (first: string, trade: string, form: string) => `${first} ${trade} ${form}`

const americanTrades: [string, string][] = [['Precision', 'Job shop'], ['Machine Works', 'Job shop'], ['Aerospace', 'Aerospace'], ['Tool & Die', 'Mould and die'], ['Medical Devices', 'Medical'], ['Gear', 'Power transmission'], ['Hydraulics', 'Hydraulics'],
  ['Ag Equipment', 'Agricultural machinery'], ['Automation', 'Machinery'], ['Castings', 'Foundry'], ['Fluid Power', 'Hydraulics'], ['Semiconductor Parts', 'Semiconductor'], ['Motor Parts', 'Automotive']]

/** By area. */
export const companyWords: Record<string, CompanyWords> = {
  TW: {
    first: [
      '聯晟 liansheng', '台宇 taiyu', '宏泰 hongtai', '協鑫 xiexin', '金永信 jinyongxin', '大昌 dachang', '立興 lixing', '瑞鈞 ruijun', '久騰 jiuteng', '正新達 zhengxinda',
      '漢昇 hansheng', '亞晟 yasheng', '新代聯 xindailian', '華錡 huaqi', '友嘉順 youjiashun', '銓揚 quanyang', '旭鉅 xuju', '精呈 jingcheng', '東台興 dongtaixing',
      '和井 hejing', '冠億 guanyi', '長佳 changjia', '寶嘉 baojia', '聚恆 juheng', '勝傑 shengjie', '允成 yuncheng', '全球鑫 quanqiuxin', '崇越達 chongyueda',
      '瑞晟 ruisheng', '宏謙 hongqian', '翔億 xiangyi', '鉅展 juzhan', '晉陞 jinsheng', '泓格達 honggeda', '鼎鋒 dingfeng', '尚銳 shangrui', '合昱 heyu', '展業 zhanye',
      '金隆興 jinlongxing', '嘉鋐 jiahong', '祥駿 xiangjun', '凱崴 kaiwei', '誠岱 chengdai', '鴻瑋 hongwei', '昱鑫 yuxin', '佑晟 yousheng', '澤宇 zeyu', '鎰展 yizhan',
    ],
    trades: [['精密工業', 'Job shop'], ['模具', 'Mould and die'], ['航太科技', 'Aerospace'], ['機械', 'Machinery'], ['齒輪', 'Power transmission'], ['醫療器材', 'Medical'], ['自行車零件', 'Bicycle parts'],
      ['半導體設備', 'Semiconductor'], ['汽車零組件', 'Automotive'], ['油壓', 'Hydraulics'], ['水龍頭五金', 'Fittings'], ['電子連接器', 'Electronics'], ['扣件', 'Fasteners']],
    forms: ['股份有限公司', '有限公司', '企業有限公司'],
    join: (first, trade, form) => first + trade + form,
  },
  'US-N': {
    first: ['Anderson', 'Prairie', 'North Fork', 'Lakeland', 'Red River', 'Halvorson', 'Great Plains', 'Ironwood', 'Blue Earth', 'Mesabi', 'Pioneer', 'Hennepin', 'Badger', 'Twin Rivers',
      'Cedar Valley', 'Black Hills', 'Superior', 'Fox Valley', 'Maplewood', 'Stillwater', 'Whitetail', 'Kishwaukee', 'Gunderson', 'Itasca', 'Northwoods', 'Buffalo Ridge'],
    trades: americanTrades, forms: ['Inc.', 'LLC', 'Co.', 'Corp.'], join: western,
  },
  'US-W': {
    first: ['Summit', 'Keystone', 'Delmar', 'Pacific Rim', 'Cascadia', 'Redwood', 'Bayside', 'Sierra', 'Evergreen', 'Mission Peak', 'Alameda', 'Truckee', 'Sonora', 'Willamette'],
    trades: americanTrades, forms: ['Inc.', 'LLC', 'Co.', 'Corp.'], join: western,
  },
  DE: {
    first: ['Müller & Sohn', 'Hagedorn', 'Brinkmann', 'Wupper', 'Bergisch', 'Kessler', 'Steinbach', 'Ruhrtal', 'Neckar', 'Albrand', 'Schönherr', 'Lippe', 'Weserland', 'Sauerland', 'Hohenlohe', 'Zollern', 'Ostalb', 'Filstal',
      'Remstal', 'Deichmann & Voss', 'Küstenland', 'Elbmarsch', 'Pfälzer', 'Wetterau', 'Fränkische', 'Lechtal', 'Bodensee', 'Teutoburger'],
    trades: [['Präzisionstechnik', 'Job shop'], ['Feinmechanik', 'Job shop'], ['Werkzeugbau', 'Mould and die'], ['Formenbau', 'Mould and die'], ['Zahnradfabrik', 'Power transmission'], ['Medizintechnik', 'Medical'],
      ['Hydraulik', 'Hydraulics'], ['Luftfahrttechnik', 'Aerospace'], ['Maschinenbau', 'Machinery'], ['Armaturen', 'Fittings'], ['Fahrzeugteile', 'Automotive'], ['Drehteile', 'Job shop']],
    forms: ['GmbH', 'GmbH & Co. KG', 'AG', 'KG'], join: western,
  },
}

/** Chinese names stand with their spelling in Latin letters. */
export interface PersonWords { first: string[]; last: string[]; titles: string[]; language: string }

export const personWords: Record<string, PersonWords> = {
  TW: {
    last: ['陳 chen', '林 lin', '黃 huang', '張 chang', '李 li', '王 wang', '吳 wu', '劉 liu', '蔡 tsai', '楊 yang', '許 hsu', '鄭 cheng', '謝 hsieh', '洪 hung', '郭 kuo',
      '邱 chiu', '曾 tseng', '廖 liao', '賴 lai', '徐 hsu', '周 chou', '葉 yeh', '蘇 su', '莊 chuang', '江 chiang', '呂 lu', '何 ho', '羅 lo', '高 kao', '蕭 hsiao'],
    first: ['志偉 chihwei', '俊宏 chunhung', '建志 chienchih', '文傑 wenchieh', '家銘 chiaming', '宗翰 tsunghan', '柏翰 pohan', '冠廷 kuanting', '承恩 chengen', '彥廷 yenting',
      '淑芬 shufen', '美惠 meihui', '雅惠 yahui', '怡君 yichun', '佩君 peichun', '靜宜 chingyi', '佳蓉 chiajung', '惠雯 huiwen', '詩涵 shihhan', '宜庭 yiting', '國華 kuohua',
      '明德 mingte', '振宇 chenyu', '哲瑋 chewei', '信宏 hsinhung', '麗華 lihua', '秀琴 hsiuchin', '慧玲 huiling'],
    titles: ['總經理', '廠長', '採購經理', '採購專員', '生產課長', '製造部經理', '工程師', '品保課長', '研發經理'], language: 'zh-Hant',
  },
  US: {
    first: ['James', 'Linda', 'Robert', 'Karen', 'Michael', 'Susan', 'David', 'Angela', 'Steve', 'Rachel', 'Tom', 'Heather', 'Greg', 'Monica', 'Brad', 'Carla', 'Jeff', 'Tina', 'Luis', 'Priscilla', 'Aaron', 'Megan', 'Craig', 'Yolanda', 'Derek', 'Hannah'],
    last: ['Peterson', 'Nguyen', 'Olson', 'Miller', 'Ramirez', 'Schultz', 'Carlson', 'Jackson', 'Novak', 'Bergstrom', 'Fischer', 'O’Brien', 'Larson', 'Washington', 'Kim', 'Hughes', 'Lopez', 'Erickson', 'Meyer', 'Foster', 'Patel', 'Cruz', 'Swanson', 'Reed'],
    titles: ['President', 'Plant manager', 'Purchasing manager', 'Buyer', 'Manufacturing engineer', 'Shop foreman', 'Tool room lead', 'Quality manager', 'Maintenance manager'], language: 'en',
  },
  DE: {
    first: ['Thomas', 'Andrea', 'Markus', 'Petra', 'Frank', 'Claudia', 'Holger', 'Silke', 'Jens', 'Martina', 'Bernd', 'Ute', 'Dirk', 'Nicole', 'Matthias', 'Heike', 'Torsten', 'Anke', 'Rainer', 'Melanie', 'Sven', 'Katrin'],
    last: ['Schneider', 'Fischer', 'Weber', 'Wagner', 'Becker', 'Hoffmann', 'Koch', 'Richter', 'Klein', 'Wolf', 'Neumann', 'Schwarz', 'Zimmermann', 'Krüger', 'Hartmann', 'Lange', 'Werner', 'Krause', 'Lehmann', 'Köhler', 'Maier', 'Yılmaz'],
    titles: ['Geschäftsführer', 'Werkleiter', 'Einkaufsleiterin', 'Einkäufer', 'Fertigungsleiter', 'Arbeitsvorbereitung', 'Meister Zerspanung', 'Qualitätsleiter', 'Instandhaltung'], language: 'de',
  },
}
