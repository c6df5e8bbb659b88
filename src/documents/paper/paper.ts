// Hands out the questions and tables of a form to its sheets, and knows what is left.
import type { Part, Question, Questionnaire, Table } from '../../domain/questionnaire.ts'
import { type Layout, text } from '../layout.ts'
import { fieldRows, twelve } from './fields.ts'
import { drawInventory, sheets } from './tables.ts'

export class Paper {
  readonly questionnaire: Questionnaire
  private readonly printed = new Set<string>()

  constructor(questionnaire: Questionnaire) {
    this.questionnaire = questionnaire
  }

  question(id: string): Question | undefined {
    this.printed.add(id)
    return this.questionnaire.questions.find((question) => question.id === id)
  }

  /** Every question whose id begins so. */
  under(beginning: string): Question[] {
    const found = this.questionnaire.questions.filter(({ id }) => id.startsWith(beginning))
    for (const { id } of found) this.printed.add(id)
    return found
  }

  fields(questions: readonly Question[]): Layout {
    for (const { id } of questions) this.printed.add(id)
    return { kind: 'ruled', widths: twelve, head: 0, rows: fieldRows(this.questionnaire, questions) }
  }

  private table(id: string): Table | undefined {
    if (this.printed.has(id)) return undefined
    this.printed.add(id)
    return this.questionnaire.tables.find((table) => table.id === id)
  }

  inventory(id: string): Layout[] {
    const table = this.table(id)
    return table ? drawInventory(this.questionnaire, table) : []
  }

  sheets(id: string, title: string): Layout[] {
    const table = this.table(id)
    return table ? sheets(this.questionnaire, table, title) : []
  }

  /** The parts of these sections, numbered 一、二、…; what stands elsewhere is passed over. */
  sections(...ids: string[]): Layout[] {
    const parts = this.questionnaire.sections
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ parts }) => parts)
    let number = 0
    return parts.flatMap((part) => {
      const drawn = this.part(part)
      return drawn.length === 0
        ? []
        : [text('part', `${chineseNumber(++number)}、${this.titleOf(part)}`), ...drawn]
    })
  }

  rest(): Layout[] {
    return this.questionnaire.sections.flatMap(({ parts }) =>
      parts.flatMap((part) => {
        const drawn = this.part(part)
        return drawn.length === 0 ? [] : [text('item', this.titleOf(part)), ...drawn]
      }),
    )
  }

  private part(part: Part): Layout[] {
    if ('table' in part) return this.inventory(part.table)
    if ('matrix' in part) return []
    const left = part.questions
      .filter((id) => !this.printed.has(id))
      .flatMap((id) => this.questionnaire.questions.filter((question) => question.id === id))
    return left.length === 0 ? [] : [this.fields(left)]
  }

  private titleOf(part: Part): string {
    if ('table' in part) return this.questionnaire.tables.find(({ id }) => id === part.table)?.title ?? ''
    return ('title' in part ? part.title : undefined) ?? '其他'
  }
}

const chineseNumber = (number: number): string =>
  number <= 10 ? '零一二三四五六七八九十'[number]! : `十${'零一二三四五六七八九'[number - 10]}`
