/** The product's mark: two parties joined. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="8" fill="#0d7568" />
      <path d="M12.5 10.5a5.5 5.5 0 1 0 0 11h2M19.5 21.5a5.5 5.5 0 1 0 0-11h-2M12 16h8" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  )
}
