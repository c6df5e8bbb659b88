// What the sheet's two menus offer.
import type { Deed } from './deeds.ts'
import type { MenuItem } from './menu.ts'
import type { SheetState } from './state.ts'

export function cellMenu(state: SheetState, run: (deed: Deed) => void): MenuItem[] {
  const none = state.selectedRows.length === 0
  const full = state.all.length >= state.model.maxRows
  const item = (label: string, deed: Deed, keys = '', disabled = none, startsGroup = false): MenuItem => ({
    label,
    keys,
    disabled,
    startsGroup,
    run: () => run(deed),
  })
  const items = [item('复制', 'copy', 'Ctrl+C')]
  if (!state.model.readOnly) {
    items.push(
      item('剪切', 'cut', 'Ctrl+X'),
      item('清除内容', 'clear', 'Delete'),
      item('向下填充', 'fillDown', 'Ctrl+D'),
      item('在上方插入行', 'insertAbove', 'Ctrl+Shift+Enter', full, true),
      item('在下方插入行', 'insertBelow', 'Ctrl+Enter', full),
      item('复制选中的行', 'duplicate', 'Ctrl+Shift+D', none || full),
      item('删除选中的行', 'remove', 'Ctrl+Delete'),
    )
  }
  const { column } = state
  if (column) {
    items.push({
      label: `隐藏“${column.column.short ?? column.column.label}”列`,
      startsGroup: true,
      disabled: state.columns.shown.length < 2,
      run: () => hide(state, column.id, true),
    })
  }
  return items
}

export function columnMenu(state: SheetState): MenuItem[] {
  const { model, columns } = state
  const showAll = () => {
    columns.showAll()
    state.moveTo(state.anchor)
  }
  return [
    { label: '显示全部列', run: showAll },
    ...model.columns.map(({ column }, i) => ({
      label: column.label,
      checked: !columns.isHidden(column.id),
      startsGroup: i === 0 || column.group !== model.columns[i - 1]?.column.group,
      run: () => hide(state, column.id, !columns.isHidden(column.id)),
    })),
  ]
}

function hide(state: SheetState, column: string, hidden: boolean): void {
  if (hidden && state.columns.shown.length < 2) return
  state.columns.hide(column, hidden)
  state.moveTo(state.anchor)
}
