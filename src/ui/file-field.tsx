import { type DragEvent, useRef, useState } from 'react'
import { Field, type FieldProps, spoken } from './field.tsx'
import { Icon } from './icon.tsx'

export interface FileFieldProps extends FieldProps {
  onFiles(files: File[]): void
  /** `.pdf,.jpg` */
  accept?: string
  multiple?: boolean
  disabled?: boolean | undefined
  words?: string
}

/** The native control speaks the browser's language and hides its size; this one is a button and a place to drop. */
export function FileField(props: FileFieldProps) {
  const { id, onFiles, multiple = false, disabled, words = '选择文件' } = props
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1))
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
  return (
    <Field {...props}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside. */}
      <div
        className="drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          className="drop-input"
          type="file"
          id={id}
          accept={props.accept}
          multiple={multiple}
          disabled={disabled}
          onChange={(event) => take(event.target.files)}
          {...spoken(props)}
        />
        <button
          type="button"
          className="button"
          data-look="plain"
          tabIndex={-1}
          aria-hidden="true"
          disabled={disabled}
          onClick={() => input.current?.click()}
        >
          <Icon name="upload" />
          {words}
        </button>
        <span className="soft small">或将文件拖放到此处</span>
      </div>
    </Field>
  )
}
