// What a form or a template may speak of: words, lists and conditions, by name.
// Template and preview are both filled from a scope, so they cannot differ.

export interface Scope {
  /** Words to print for `{name}`, empty when unanswered; undefined when no such tag exists here. */
  text(name: string): string | undefined
  /** What `{#name}` repeats. */
  each(name: string): readonly Scope[] | undefined
  /** Whether what stands between `{?name}` and `{/name}` is printed. */
  holds(name: string): boolean | undefined
}

/** The names a scope knows, without values: what a template is checked against. */
export interface Vocabulary {
  readonly texts: ReadonlySet<string>
  readonly lists: ReadonlyMap<string, Vocabulary>
  readonly conditions: ReadonlySet<string>
  /** What a clerk may call a tag instead: the label on the form → the tag. */
  readonly labels?: ReadonlyMap<string, string>
}

/** Looks here first, then around: inside a list the whole form stays in reach. */
export const within = (outer: Scope, inner: Scope): Scope => ({
  text: (name) => inner.text(name) ?? outer.text(name),
  each: (name) => inner.each(name) ?? outer.each(name),
  holds: (name) => inner.holds(name) ?? outer.holds(name),
})

export const words = (
  texts: Readonly<Record<string, string>>,
  lists: Readonly<Record<string, readonly Scope[]>> = {},
): Scope => ({
  text: (name) => (has(texts, name) ? texts[name] : undefined),
  each: (name) => (has(lists, name) ? lists[name] : undefined),
  holds: (name) =>
    has(lists, name) ? lists[name]!.length > 0 : has(texts, name) ? texts[name] !== '' : undefined,
})

/** A sign and the name it speaks of, as in `{#systems}`. */
export interface Guard {
  readonly sign: '#' | '?' | '^'
  readonly name: string
}

/** The scopes in which guarded content is printed: one for each thing of a list, or this one, or none. */
export function turns({ sign, name }: Guard, scope: Scope): Scope[] {
  if (sign === '#') return (scope.each(name) ?? []).map((row) => within(scope, row))
  const said = scope.text(name) ?? ''
  const holds = scope.holds(name) ?? (said !== '' && said !== '□')
  return holds === (sign === '?') ? [scope] : []
}

// `Object.hasOwn` is younger than the browsers we serve.
const has = (object: object, name: string) => Object.getOwnPropertyDescriptor(object, name) !== undefined
