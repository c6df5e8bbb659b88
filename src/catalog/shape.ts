// What may be written in the catalogue's JSON, key by key: an unknown key is a misspelt one.
import { z } from 'zod'

const certainty = z.enum(['confirmed', 'partly', 'inferred', 'law'])
const text = z.string().min(1)
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const place = z.union([z.strictObject({ question: text }), z.strictObject({ column: text })])
const operand = z.union([z.number(), text, place, z.strictObject({ today: z.literal(true) })])

const comparisons = [
  { is: cell },
  { isNot: cell },
  { in: z.array(cell).min(1) },
  { contains: text },
  { empty: z.boolean() },
  { less: operand },
  { more: operand },
  { atLeast: operand },
  { atMost: operand },
  { matches: text.refine((source) => new RegExp(source)) },
]

const condition: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition) }),
    z.strictObject({ not: condition }),
    ...comparisons.flatMap((comparison) => [
      z.strictObject({ question: text, ...comparison }),
      z.strictObject({ column: text, ...comparison }),
      z.strictObject({ count: text, where: condition.optional(), ...comparison }),
    ]),
  ]),
)

const computed = z.union([
  z.strictObject({ count: text, where: condition.optional() }),
  z.strictObject({
    sum: text,
    column: text,
    where: condition.optional(),
    units: z.strictObject({ column: text, worth: z.record(text, z.number()) }).optional(),
  }),
  z.strictObject({ add: z.array(text), subtract: z.array(text).optional() }),
])

const field = {
  id: z.string().regex(/^[A-Za-z][\w.-]*$/),
  label: text,
  short: text.optional(),
  type: z.enum([
    'text',
    'longText',
    'integer',
    'decimal',
    'date',
    'yesNo',
    'choice',
    'choices',
    'list',
    'files',
    'rows',
  ]),
  identifier: z
    .enum([
      'credit-code',
      'icp',
      'police-filing',
      'filing-number',
      'domain',
      'url',
      'ip-range',
      'mobile',
      'phone',
      'email',
      'region',
      'postcode',
      'day',
    ])
    .optional(),
  options: text.optional(),
  of: text.optional(),
  unit: text.optional(),
  required: z.union([z.literal(true), condition]).optional(),
  if: condition.optional(),
  rules: z
    .array(
      z.strictObject({
        code: text,
        when: condition,
        severity: z.enum(['error', 'warning', 'hint']),
        says: z.string().regex(/。$/),
      }),
    )
    .optional(),
  maxLength: z.number().optional(),
  minLength: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  accept: z.array(z.string().regex(/^[a-z]+$/)).optional(),
  help: z
    .string()
    .regex(/[。：]$/)
    .optional(),
  example: text.optional(),
  source: text,
  certainty,
}

const table = z.strictObject({
  id: text,
  title: text,
  rowName: text,
  nameColumn: text,
  groups: z.array(z.strictObject({ id: text, title: text })).optional(),
  columns: z.array(
    z.strictObject({
      ...field,
      group: text.optional(),
      frozen: z.literal(true).optional(),
      width: z.number(),
      unique: z.literal(true).optional(),
      initial: cell.optional(),
    }),
  ),
  maxRows: z.number(),
  nil: z.literal(true).optional(),
  help: text.optional(),
  source: text,
  certainty,
})

const named = z.array(z.strictObject({ id: text, title: text }))

export const questionnaireShape = z.strictObject({
  id: text,
  title: text,
  year: z.number(),
  areas: named.length(6),
  reports: named.length(4),
  sources: z.record(text, text),
  options: z.record(
    text,
    z.array(
      z.strictObject({
        code: text,
        label: text,
        help: text.optional(),
        also: z.array(text).optional(),
        alone: z.literal(true).optional(),
      }),
    ),
  ),
  questions: z.array(
    z.strictObject({ ...field, guidance: z.array(text).optional(), computed: computed.optional() }),
  ),
  tables: z.array(table),
  matrices: z.array(
    z.strictObject({
      id: text,
      title: text,
      rows: z.array(z.strictObject({ label: text, questions: z.array(text) })),
      columns: z.array(text),
      note: text.optional(),
    }),
  ),
  sections: z.array(
    z.strictObject({
      id: text,
      title: text,
      area: text,
      reports: z.array(text).min(1),
      intro: text.optional(),
      if: condition.optional(),
      parts: z.array(
        z.union([
          z.strictObject({ questions: z.array(text).min(1), title: text.optional(), help: text.optional() }),
          z.strictObject({ table: text }),
          z.strictObject({ matrix: text }),
        ]),
      ),
    }),
  ),
})

const day = z.iso.date()

export const regulationsShape = z.record(
  z.string().regex(/^[a-z]+\.[a-z0-9-]+$/),
  z
    .array(
      z.strictObject({
        from: day.optional(),
        until: day.optional(),
        law: text,
        article: text,
        text: text.optional(),
        gist: text.optional(),
        certainty,
      }),
    )
    .min(1),
)
