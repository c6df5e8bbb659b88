// Everything one can do in a sheet by name, and the keys for it.

export type Deed =
  | 'open'
  | 'clear'
  | 'toggle'
  | 'fillDown'
  | 'insertAbove'
  | 'insertBelow'
  | 'duplicate'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'copy'
  | 'cut'
  | 'selectAll'
  | 'onlyProblems'
  | 'nextProblem'
  | 'previousProblem'
  | 'find'
  | 'columns'
  | 'menu'
  | 'widen'
  | 'narrow'
  | 'cards'
  | 'quiet'

const plainKeys: Record<string, Deed> = {
  Enter: 'open',
  F2: 'open',
  F8: 'nextProblem',
  ContextMenu: 'menu',
  Delete: 'clear',
  Backspace: 'clear',
  Escape: 'quiet',
  ' ': 'toggle',
}
const shiftKeys: Record<string, Deed> = {
  F8: 'previousProblem',
  F10: 'menu',
  Delete: 'clear',
  Escape: 'quiet',
}
const ctrlKeys: Record<string, Deed> = {
  a: 'selectAll',
  d: 'fillDown',
  z: 'undo',
  y: 'redo',
  f: 'find',
  enter: 'insertBelow',
  delete: 'remove',
}
const ctrlShiftKeys: Record<string, Deed> = { d: 'duplicate', z: 'redo', enter: 'insertAbove' }
const altKeys: Record<string, Deed> = { ArrowDown: 'open' }
const altShiftKeys: Record<string, Deed> = { ArrowLeft: 'narrow', ArrowRight: 'widen' }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

export function deedOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): Deed | undefined {
  if (altKey) return (shiftKey ? altShiftKeys : altKeys)[key]
  if (ctrlKey || metaKey) return (shiftKey ? ctrlShiftKeys : ctrlKeys)[key.toLowerCase()]
  return (shiftKey ? shiftKeys : plainKeys)[key]
}
