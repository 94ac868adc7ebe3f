/** The mark: a door in a lane. The word beside it names it, so the picture itself is silent to screen readers. */
export const Mark = ({ size = 32 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <rect width="64" height="64" rx="14" fill="#0b5563" />
    <path d="M8 64 24 22v42ZM56 64 40 22v42Z" fill="#083f4a" />
    <path
      d="M17 24 32 10l15 14"
      fill="none"
      stroke="#fff"
      strokeWidth="4"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
    <rect x="24" y="26" width="16" height="28" rx="2" fill="#fff" />
    <circle cx="36" cy="41" r="1.9" fill="#f2b705" />
  </svg>
)
