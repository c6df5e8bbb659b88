// The trail's verbs in the reader's words.
const names: Readonly<Record<string, string>> = {}

export const deedName = (verb: string): string => names[verb] ?? verb
