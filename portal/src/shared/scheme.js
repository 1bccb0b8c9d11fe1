// Before the first paint, so that a dark screen never flashes white. A file of its own: the content policy allows no inline script.
;(function () {
  const saved = localStorage.getItem('mantine-color-scheme-value')
  const dark = saved === 'dark' || (saved !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
})()
