// Where things are in the filler: paths within it, the same under history and hash routing.
import { cellPlace, type Path } from '../domain/filing.ts'
import type { Questionnaire, Section } from '../domain/questionnaire.ts'
import { sectionOf } from '../form/progress.ts'

export type Place =
  | { readonly page: 'tasks' }
  | { readonly page: 'section'; readonly section: string }
  | { readonly page: 'sectionCheck'; readonly section: string }
  | { readonly page: 'inventory'; readonly section: string; readonly table: string }
  | { readonly page: 'check' }
  | { readonly page: 'preview' }
  | { readonly page: 'home'; readonly key: string }

export interface Visit {
  readonly place: Place
  /** What the reader came for: shown and focused. */
  readonly at?: Path
  /** Where to return to after a change. */
  readonly back?: string
}

export function readVisit(text: string): Visit {
  const [path = '', query = ''] = text.split('?')
  const asked = new URLSearchParams(query)
  const at = asked.get('at')
  const back = asked.get('back')
  return { place: readPlace(path), ...(at && { at }), ...(back && { back }) }
}

function readPlace(path: string): Place {
  const [first, second, third, fourth] = path.split('/').filter(Boolean).map(decodeURIComponent)
  if (first === 's' && second) {
    if (third === 'check') return { page: 'sectionCheck', section: second }
    if (third === 't' && fourth) return { page: 'inventory', section: second, table: fourth }
    return { page: 'section', section: second }
  }
  if (first === 'check') return { page: 'check' }
  if (first === 'preview') return { page: 'preview' }
  if (first === 'x' && second) return { page: 'home', key: second }
  return { page: 'tasks' }
}

export const tasksPath = '/'
export const checkPath = '/check'
export const previewPath = '/preview'
export const homePath = (key: string) => `/x/${encodeURIComponent(key)}`
export const sectionPath = (section: string, asked: { at?: Path; back?: string } = {}) =>
  withQuery(`/s/${encodeURIComponent(section)}`, asked)
export const sectionCheckPath = (section: string) => `/s/${encodeURIComponent(section)}/check`
export const inventoryPath = (section: string, table: string, asked: { at?: Path; back?: string } = {}) =>
  withQuery(`/s/${encodeURIComponent(section)}/t/${encodeURIComponent(table)}`, asked)

/** Whoever comes from a list of problems wants to see them. */
export const comesFromCheck = ({ back }: Visit): boolean => /(^|\/)check$/.test(back ?? '')

/** Where a section begins: a section that is one inventory begins with that inventory. */
export function startPath({ id, parts }: Section, asked: { at?: Path; back?: string } = {}): string {
  const [only, ...others] = parts
  return only && 'table' in only && others.length === 0
    ? inventoryPath(id, only.table, asked)
    : sectionPath(id, asked)
}

/** The page where an answer, a table or a cell is changed. */
export function pathTo(questionnaire: Questionnaire, at: Path, back?: string): string {
  const section = sectionOf(questionnaire, at)
  if (!section) return tasksPath
  const table = cellPlace(at)?.table ?? (questionnaire.tables.some(({ id }) => id === at) ? at : undefined)
  const asked = { at, ...(back && { back }) }
  return table ? inventoryPath(section.id, table, asked) : sectionPath(section.id, asked)
}

function withQuery(path: string, asked: { at?: Path; back?: string }): string {
  const query = new URLSearchParams()
  if (asked.at) query.set('at', asked.at)
  if (asked.back) query.set('back', asked.back)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
