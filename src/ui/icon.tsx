const paths = {
  alert: 'M8 1.8 15 14H1L8 1.8zM8 6.2v3.6M8 12v.2',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7.2v4M8 4.7v.2',
  check: 'M2.5 8.5l3.6 3.6 7.4-8',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  flag: 'M3.5 14.5v-12M3.5 3h9l-2 3 2 3h-9',
  clip: 'M12.5 7.2l-5 5a3 3 0 0 1-4.2-4.2l5.6-5.6a2 2 0 0 1 2.8 2.8L6.2 10.7a1 1 0 0 1-1.4-1.4l4.6-4.6',
  search: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM10.7 10.7l3.8 3.8',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8h-3',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8h3',
  upload: 'M8 11V2.5M4.5 6 8 2.5 11.5 6M2 13.5h12',
  download: 'M8 2v8.5M4.5 7 8 10.5 11.5 7M2 13.5h12',
  print: 'M4.5 6V1.8h7V6M4.5 11.5h-3V6h13v5.5h-3M4.5 9.5h7v4.7h-7z',
  plus: 'M8 2.5v11M2.5 8h11',
  trash: 'M2.5 4h11M6 4V2h4v2M4 4l.7 10h6.6L12 4M6.7 6.8v4.5M9.3 6.8v4.5',
  menu: 'M2 4h12M2 8h12M2 12h12',
  calendar: 'M2 3.5h12v10.7H2zM2 6.8h12M5 1.8v3M11 1.8v3',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  lock: 'M3.5 7.2h9v7h-9zM5.3 7.2V5a2.7 2.7 0 0 1 5.4 0v2.2',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
  user: 'M8 2a2.8 2.8 0 1 0 0 5.6A2.8 2.8 0 0 0 8 2zM2.5 14c.6-3 2.7-4.3 5.5-4.3s4.9 1.3 5.5 4.3',
  pen: 'M10.8 2.7l2.5 2.5L5.5 13l-3.2.7.7-3.2z',
} as const

export type IconName = keyof typeof paths

/** Decoration only: the words beside it say the same. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
)
