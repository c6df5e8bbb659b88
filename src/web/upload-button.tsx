import { type ReactNode, useRef } from 'react'
import { Button } from '../ui/button.tsx'

/** A button that chooses one file; the browser's own control speaks the browser's language. */
export function UploadButton({
  accept,
  disabled,
  small = true,
  onFile,
  children,
}: {
  accept: string
  disabled?: boolean
  small?: boolean
  onFile(file: File): void
  children: ReactNode
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button
        look="plain"
        small={small}
        icon="upload"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
    </>
  )
}
