import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from './format'

// ISO 3166-1 alpha-2, written without gaps.
const CODES = 'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW'
  .match(/../g)!

/** Every country by its name in the reader's language; the code finds it too. */
export function useCountries() {
  const { country } = useFormat()
  const { language } = useTranslation().i18n
  return useMemo(() => {
    const collator = new Intl.Collator(language)
    return CODES.map((value) => ({ value, label: country(value) })).sort((a, b) => collator.compare(a.label, b.label))
  }, [country, language])
}

export function CountrySelect({ value, ...props }: Omit<SelectProps, 'data'>) {
  return (
    <Select searchable clearable {...props} value={value || null} data={useCountries()}
      filter={({ options, search }) => {
        const text = search.trim().toLowerCase()
        return (options as { value: string; label: string }[]).filter((one) => one.label.toLowerCase().includes(text) || one.value.toLowerCase() === text)
      }} />
  )
}
