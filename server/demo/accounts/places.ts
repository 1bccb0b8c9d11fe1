/** City, region, postcode and streets, by area. */
export interface Place { city: string; region: string; postcode: string; dial: string }

export const places: Record<string, Place[]> = {
  TW: [
    { city: '台中市', region: '台中', postcode: '407', dial: '+886 4 235' }, { city: '彰化市', region: '彰化', postcode: '500', dial: '+886 4 722' }, { city: '台北市', region: '台北', postcode: '114', dial: '+886 2 279' },
    { city: '新北市', region: '新北', postcode: '242', dial: '+886 2 290' }, { city: '桃園市', region: '桃園', postcode: '333', dial: '+886 3 328' }, { city: '新竹市', region: '新竹', postcode: '300', dial: '+886 3 577' },
    { city: '台南市', region: '台南', postcode: '710', dial: '+886 6 253' }, { city: '高雄市', region: '高雄', postcode: '812', dial: '+886 7 802' }, { city: '嘉義市', region: '嘉義', postcode: '600', dial: '+886 5 238' },
  ],
  'US-N': [
    { city: 'Minneapolis', region: 'MN', postcode: '55418', dial: '+1 612 555 ' }, { city: 'Saint Cloud', region: 'MN', postcode: '56301', dial: '+1 320 555 ' }, { city: 'Duluth', region: 'MN', postcode: '55806', dial: '+1 218 555 ' },
    { city: 'Rochester', region: 'MN', postcode: '55901', dial: '+1 507 555 ' }, { city: 'Fargo', region: 'ND', postcode: '58102', dial: '+1 701 555 ' }, { city: 'Sioux Falls', region: 'SD', postcode: '57104', dial: '+1 605 555 ' },
    { city: 'Eau Claire', region: 'WI', postcode: '54703', dial: '+1 715 555 ' }, { city: 'Milwaukee', region: 'WI', postcode: '53204', dial: '+1 414 555 ' }, { city: 'Rockford', region: 'IL', postcode: '61109', dial: '+1 815 555 ' }, { city: 'Elgin', region: 'IL', postcode: '60123', dial: '+1 847 555 ' },
  ],
  'US-W': [
    { city: 'Oakland', region: 'CA', postcode: '94621', dial: '+1 510 555 ' }, { city: 'San Jose', region: 'CA', postcode: '95112', dial: '+1 408 555 ' }, { city: 'Portland', region: 'OR', postcode: '97210', dial: '+1 503 555 ' },
    { city: 'Kent', region: 'WA', postcode: '98032', dial: '+1 253 555 ' }, { city: 'Reno', region: 'NV', postcode: '89502', dial: '+1 775 555 ' }, { city: 'Phoenix', region: 'AZ', postcode: '85043', dial: '+1 602 555 ' },
  ],
  DE: [
    { city: 'Düsseldorf', region: 'NRW', postcode: '40472', dial: '+49 211 555' }, { city: 'Wuppertal', region: 'NRW', postcode: '42279', dial: '+49 202 555' }, { city: 'Siegen', region: 'NRW', postcode: '57074', dial: '+49 271 555' },
    { city: 'Bielefeld', region: 'NRW', postcode: '33609', dial: '+49 521 555' }, { city: 'Stuttgart', region: 'BW', postcode: '70565', dial: '+49 711 555' }, { city: 'Göppingen', region: 'BW', postcode: '73037', dial: '+49 7161 555' },
    { city: 'Tuttlingen', region: 'BW', postcode: '78532', dial: '+49 7461 555' }, { city: 'Augsburg', region: 'BY', postcode: '86167', dial: '+49 821 555' }, { city: 'Hamburg', region: 'HH', postcode: '22113', dial: '+49 40 555' },
    { city: 'Bremen', region: 'HB', postcode: '28309', dial: '+49 421 555' },
  ],
}

export const streets: Record<string, (number: number) => string> = {
  TW: (number) => ['工業一路', '精科路', '中正路三段', '工業區二十六路', '科雅西路', '民生東路', '永科環路'][number % 7]! + ` ${number} 號`,
  US: (number) => `${number * 10 + 12} ${['Industrial Boulevard', 'County Road 8', 'Commerce Drive', 'Railroad Avenue', 'Technology Parkway', 'Mill Street', 'Foundry Lane'][number % 7]}`,
  DE: (number) => `${['Industriestraße', 'Am Gewerbepark', 'Dieselstraße', 'Robert-Bosch-Straße', 'Siemensstraße', 'Im Hagen', 'Hüttenweg'][number % 7]} ${number}`,
}
