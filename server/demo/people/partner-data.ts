/** Code · name · type · state · parent · level · country · city · street · postcode · region · domain · representative · channel manager. A sub-dealer comes after its parent. */
export const partnerTable = `
  NST | Northstar Machinery | DEALER | Active | - | Gold | US | Minneapolis | 2200 Northstar Parkway NE | 55413 | MN | northstar.example | rep | channel
  RVL | Rival Tools | DEALER | Active | - | Gold | US | Rockford | 875 Harrison Avenue | 61104 | IL | rival.example | rep | channel
  SUB | Substar Tooling | RESELLER | Active | NST | Silver | US | Duluth | 418 Garfield Avenue | 55802 | MN | substar.example | rep | channel
  GGC | Golden Gate CNC | DISTRIBUTOR | Active | - | Platinum | US | Oakland | 1650 Embarcadero West | 94607 | CA | ggcnc.example | whitfield | channel
  LSI | Lakeshore Industrial Supply | DEALER | Active | - | Silver | US | Milwaukee | 3120 South 1st Street | 53207 | WI | lakeshore.example | rep | channel
  CSC | Cascade Cutting Tools | RESELLER | Active | GGC | Silver | US | Portland | 2045 NW Nicolai Street | 97210 | OR | cascadetools.example | whitfield | channel
  LSS | Lone Star Spindle | DEALER | Onboarding | - | Silver | US | Houston | 7710 Harwin Drive | 77036 | TX | lonestarspindle.example | whitfield | channel
  RWM | Rheinwerk Maschinenhandel GmbH | DISTRIBUTOR | Active | - | Platinum | DE | Düsseldorf | Höherweg 214 | 40231 | NRW | rheinwerk.example | vogt | channel-eu
  SCT | Schwaben CNC-Technik GmbH | DEALER | Active | - | Gold | DE | Esslingen | Zeppelinstraße 41 | 73730 | BW | schwaben-cnc.example | brandt | channel-eu
  NLW | Nordlicht Werkzeuge GmbH & Co. KG | DEALER | Active | - | Silver | DE | Hamburg | Großmannstraße 118 | 20539 | HH | nordlicht.example | vogt | channel-eu
  WKS | Werkzeug-Kontor Siegen | RESELLER | Active | RWM | Silver | DE | Siegen | Eiserfelder Straße 96 | 57072 | NRW | werkzeugkontor.example | vogt | channel-eu
  BSS | Bavaria Spannsysteme GmbH | DEALER | Suspended | - | Silver | DE | Augsburg | Steinerne Furt 58 | 86167 | BY | bavaria-spann.example | brandt | channel-eu
  ELB | Elbtal Präzision GmbH | RESELLER | UnderReview | - | - | DE | Dresden | Löbtauer Straße 70 | 01159 | SN | elbtal.example | vogt | channel-eu
  HXM | 鴻鑫機械股份有限公司 | DISTRIBUTOR | Active | - | Platinum | TW | 台中市 | 西屯區工業區三十五路 28 號 | 407 | 台中 | hongxin.example | chang | channel-tw
  QLT | 全立精密工具有限公司 | DEALER | Active | - | Gold | TW | 新北市 | 三重區重新路五段 609 巷 12 號 | 241 | 新北 | quanli.example | wang | channel-tw
  HSZ | 新竹智造科技股份有限公司 | INTEGRATOR | Active | - | Gold | TW | 新竹市 | 東區科學園路 168 號 | 300 | 新竹 | hszz.example | wang | channel-tw
  NFE | 南方機電有限公司 | DEALER | Active | - | Silver | TW | 高雄市 | 前鎮區新生路 248-39 號 | 806 | 高雄 | nanfang.example | huang | channel-tw
  YSH | 永順五金行 | RESELLER | Active | HXM | Silver | TW | 彰化市 | 中山路二段 356 號 | 500 | 彰化 | yongshun.example | chang | channel-tw
  HDA | 宏達自動化有限公司 | DEALER | Applied | - | - | TW | 台南市 | 永康區環工路 58 號 | 710 | 台南 | hongda.example | huang | channel-tw`

/** Partner · address · name · title · role · phone · spending limit per month. */
export const partnerPeople = `
  NST | owner   | Erik Lindqvist | Owner | partner_administrator | +1 612 555 0101
  NST | manager | Ingrid Solberg | Sales manager | partner_manager | +1 612 555 0112
  NST | seller  | Marcus Bell | Account manager | seller | +1 612 555 0118
  NST | buyer   | Tanya Brooks | Purchasing | buyer | +1 612 555 0124 | 5000
  NST | kowalski | Nick Kowalski | Account manager, Dakotas | seller | +1 612 555 0131
  RVL | owner   | Frank Rivaldi | Owner | partner_administrator | +1 815 555 0140
  RVL | sales   | Denise Park | Inside sales | seller | +1 815 555 0144
  RVL | purchasing | Joe Marten | Purchasing | buyer | +1 815 555 0149 | 8000
  SUB | owner   | Anneli Korhonen | Owner | partner_administrator | +1 218 555 0160
  SUB | counter | Pete Halvorsen | Counter sales | seller | +1 218 555 0163
  GGC | owner   | Victor Tran | President | partner_administrator | +1 510 555 0170
  GGC | sales   | Alicia Ramos | Sales manager | partner_manager | +1 510 555 0172
  GGC | west    | Brian Ng | Account manager | seller | +1 510 555 0175
  GGC | purchasing | Leah Goldman | Purchasing | buyer | +1 510 555 0178 | 25000
  LSI | owner   | Bob Schroeder | General manager | partner_administrator | +1 414 555 0180
  LSI | sales   | Kim Nowak | Sales | seller | +1 414 555 0183
  CSC | owner   | Maya Jensen | Owner | partner_administrator | +1 503 555 0190
  LSS | owner   | Ruben Castillo | Owner | partner_administrator | +1 713 555 0193
  RWM | leitung | Stefan Krämer | Geschäftsführer | partner_administrator | +49 211 5550 410
  RWM | vertrieb | Sabine Lorenz | Vertriebsleiterin | partner_manager | +49 211 5550 412
  RWM | aussendienst | Tobias Engel | Außendienst | seller | +49 211 5550 417
  RWM | einkauf | Birgit Hahn | Einkauf | buyer | +49 211 5550 420 | 20000
  SCT | leitung | Ulrike Haug | Geschäftsführerin | partner_administrator | +49 711 5550 430
  SCT | vertrieb | Felix Maier | Vertrieb | seller | +49 711 5550 433
  NLW | leitung | Hinnerk Petersen | Inhaber | partner_administrator | +49 40 5550 440
  NLW | vertrieb | Wiebke Jansen | Vertrieb | seller | +49 40 5550 443
  WKS | leitung | Ralf Dörner | Inhaber | partner_administrator | +49 271 5550 450
  BSS | leitung | Georg Huber | Geschäftsführer | partner_administrator | +49 821 5550 460
  ELB | leitung | Jana Schubert | Geschäftsführerin | partner_administrator | +49 351 5550 470
  HXM | owner   | 廖文雄 | 總經理 | partner_administrator | +886 4 2358 6601
  HXM | manager | 賴怡如 | 業務經理 | partner_manager | +886 4 2358 6605
  HXM | sales   | 曾冠宇 | 業務專員 | seller | +886 4 2358 6608
  HXM | buyer   | 江佩珊 | 採購 | buyer | +886 4 2358 6611 | 600000
  QLT | owner   | 葉國棟 | 負責人 | partner_administrator | +886 2 2999 5120
  QLT | sales   | 簡志偉 | 業務 | seller | +886 2 2999 5123
  HSZ | owner   | 范振豪 | 執行長 | partner_administrator | +886 3 577 8810
  HSZ | sales   | 彭子瑄 | 專案經理 | seller | +886 3 577 8815
  NFE | owner   | 蘇金龍 | 負責人 | partner_administrator | +886 7 821 3340
  NFE | sales   | 方心怡 | 業務 | seller | +886 7 821 3343
  YSH | owner   | 施永順 | 負責人 | partner_administrator | +886 4 722 6180
  HDA | owner   | 戴宏達 | 負責人 | partner_administrator | +886 6 233 4170`

/** What finance and channel management keep to themselves. */
export const partnerNotes: Record<string, [rating: string, note: string]> = {
  NST: ['A', 'Pays on day 28 of 30. Wants exclusivity for the Dakotas; not promised.'],
  RVL: ['B', 'Compares every machine with two competitors. Stock clearance every December.'],
  SUB: ['B', 'Buys on its own account since spring; Northstar vouches for it.'],
  GGC: ['A', 'Showroom with four of our machines. Growing in medical parts.'],
  LSI: ['B', 'Tooling and supplies only so far; first machine deal expected next year.'],
  CSC: ['C', 'Small; prepayment above USD 20,000.'],
  RWM: ['A', 'Largest European partner. Own service team of eleven.'],
  SCT: ['A', 'Strong in 5-axis; asks for Platinum, has to certify two more engineers first.'],
  NLW: ['B', 'Seasonal business with the shipyards.'],
  WKS: ['B', 'Served by Rheinwerk; direct contact only on tooling.'],
  BSS: ['D', 'Suspended: three invoices more than 90 days overdue. Payment plan under discussion.'],
  HXM: ['A', '合作超過二十年，付款準時，維修團隊完整。'],
  QLT: ['B', '以刀具與夾治具為主，機台案件需我方支援示範。'],
  HSZ: ['A', '自動化整合能力強，半導體設備客戶多。'],
  NFE: ['B', '月結 60 天，年底前曾延遲一次。'],
  YSH: ['C', '小額訂單多，由鴻鑫代為出貨。'],
}
