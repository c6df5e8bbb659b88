import { Popover } from '@base-ui/react/popover'
import { useState } from 'react'
import { addDays, addMonths, isDay } from '../domain/calendar.ts'
import { Icon } from './icon.tsx'
import { TextField, type TextFieldProps } from './text-field.tsx'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** The six weeks that show a month, Monday first. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = addDays(first, -weekday)
  return [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(start, week * 7 + day)))
}

const moveMonth = (month: string, by: number): string => addMonths(`${month}-01`, by).slice(0, 7)

/** `2019-06-10`, typed in any spelling the form understands, or picked. The native one speaks the browser's language. */
export function DateField({
  today,
  onPick,
  ...props
}: TextFieldProps & {
  today: string
  /** A day chosen in the calendar is final, unlike one half typed. */
  onPick?(day: string): void
}) {
  const [open, setOpen] = useState(false)
  const pick = (day: string) => {
    if (onPick) onPick(day)
    else props.onChange(day)
    setOpen(false)
  }
  const picker = !props.disabled && !props.readOnly && (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button" data-look="plain" aria-label="打开日历">
        <Icon name="calendar" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="positioner" sideOffset={4} align="start">
          <Popover.Popup className="popup">
            <Calendar value={isDay(props.value) ? props.value : ''} today={today} onPick={pick} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
  return <TextField placeholder={`例如 ${today}`} {...props} size={10} after={picker} />
}

function Calendar({ value, today, onPick }: { value: string; today: string; onPick(day: string): void }) {
  const [month, setMonth] = useState((value || today).slice(0, 7))
  const [year, number] = month.split('-')
  const turn = (by: number, words: string, icon: 'left' | 'right', twice?: boolean) => (
    <button type="button" className="close" aria-label={words} onClick={() => setMonth(moveMonth(month, by))}>
      <Icon name={icon} />
      {twice && <Icon name={icon} />}
    </button>
  )
  return (
    <div className="calendar">
      <div className="calendar-head">
        {turn(-12, '上一年', 'left', true)}
        {turn(-1, '上个月', 'left')}
        <span aria-live="polite">
          {year}年{Number(number)}月
        </span>
        {turn(1, '下个月', 'right')}
        {turn(12, '下一年', 'right', true)}
      </div>
      <table>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col" aria-label={`星期${day}`}>
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    className="calendar-day"
                    aria-pressed={day === value}
                    aria-label={day}
                    data-outside={day.startsWith(month) ? undefined : ''}
                    data-today={day === today ? '' : undefined}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
