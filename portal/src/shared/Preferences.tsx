import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LOCALES, type Locale } from './i18n'
import { useChooseLocale } from './session/Session'

/** Light or dark, and the language – on the sign-in page too. */
export function Preferences() {
  const { t, i18n } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const choose = useChooseLocale()
  const dark = scheme === 'dark'
  return (
    <>
      <ActionIcon aria-label={t(dark ? 'theme.light' : 'theme.dark')} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
        {dark ? <IconSun size={17} stroke={1.7} /> : <IconMoon size={17} stroke={1.7} />}
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon aria-label={t('language')}><IconLanguage size={17} stroke={1.7} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {Object.entries(LOCALES).map(([locale, name]) => (
            <Menu.Item key={locale} lang={locale} onClick={() => choose(locale as Locale)} rightSection={i18n.language === locale ? <IconCheck size={14} /> : <span style={{ width: 14 }} />}>{name}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
