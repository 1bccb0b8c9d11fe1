import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** crm: 13 px, small controls. partner: 14 px, controls for a thumb. */
export type Density = 'crm' | 'partner'

// Shade 7 reaches AA under white text, in light and in dark.
const brand: MantineColorsTuple = ['#eefaf8', '#d9f1ed', '#b0e2da', '#82d1c5', '#5cc1b3', '#3aa898', '#1f9081', '#0d7568', '#0a5d53', '#07483f']
const dark: MantineColorsTuple = ['#c9ced6', '#b3bac5', '#8b94a3', '#69727f', '#404854', '#2c333d', '#20262e', '#171c22', '#11151a', '#0b0e12']
const gray: MantineColorsTuple = ['#f8f9fa', '#f2f4f6', '#e7eaee', '#dbe0e6', '#c5ccd4', '#9aa3af', '#68717d', '#4a525d', '#323942', '#1d2228']
const red: MantineColorsTuple = ['#fef2f1', '#fde3e1', '#fac8c4', '#f5a19b', '#ec7169', '#df4c43', '#c9342b', '#b3261e', '#931f19', '#761b16']

const sizes = {
  crm: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  partner: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.375rem' },
}

export function makeTheme(density: Density) {
  // The list of options itself scrolls: a box around it would have to be reachable by key.
  const list = { withScrollArea: false, styles: { options: { maxHeight: 240, overflowY: 'auto' } } }
  const control = { size: density === 'crm' ? 'xs' : 'sm' }
  return createTheme({
    primaryColor: 'brand',
    primaryShade: { light: 7, dark: 7 },
    autoContrast: true,
    luminanceThreshold: 0.35,
    colors: { brand, dark, gray, red },
    defaultRadius: 6,
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontFamily: "'Inter Variable', var(--cjk), system-ui, sans-serif",
    fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, var(--cjk), monospace",
    fontSizes: sizes[density],
    headings: {
      fontWeight: '600',
      sizes: {
        h1: { fontSize: density === 'crm' ? '1.0625rem' : '1.5rem', lineHeight: '1.35' },
        h2: { fontSize: density === 'crm' ? '0.9375rem' : '1.0625rem', lineHeight: '1.4' },
        h3: { fontSize: '0.875rem', lineHeight: '1.4' },
      },
    },
    spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
    shadows: {
      sm: '0 1px 2px rgb(16 24 40 / .06)',
      md: '0 4px 16px -2px rgb(16 24 40 / .12)',
      lg: '0 12px 40px -8px rgb(16 24 40 / .22)',
    },
    // Plain objects: naming the components themselves would load them all at start.
    components: {
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: density === 'crm' ? 'md' : 'lg' } },
      Button: { defaultProps: control },
      Checkbox: { defaultProps: { size: 'xs' } },
      DateInput: { defaultProps: control },
      Drawer: { defaultProps: { position: 'right', padding: 'lg', overlayProps: { backgroundOpacity: 0.3 }, transitionProps: { duration: 140 } } },
      // a hint under its field keeps the fields of a row in line
      InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
      Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
      Modal: { defaultProps: { radius: 12, padding: 'lg', overlayProps: { backgroundOpacity: 0.3 }, transitionProps: { duration: 120 } } },
      MultiSelect: { defaultProps: { ...control, ...list } },
      NumberInput: { defaultProps: control },
      PasswordInput: { defaultProps: control },
      SegmentedControl: { defaultProps: { size: 'xs' } },
      Select: { defaultProps: { ...control, ...list, comboboxProps: { shadow: 'md' } } },
      Table: { defaultProps: { verticalSpacing: density === 'crm' ? 6 : 'sm' } },
      Textarea: { defaultProps: control },
      TextInput: { defaultProps: control },
      Tooltip: { defaultProps: { openDelay: 400 } },
    },
  })
}
