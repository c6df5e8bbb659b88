import { Problem } from '../domain/problem.ts'

/** JSON as a jsonb column takes it: PostgreSQL refuses NUL and halves of characters, so we do, in words. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (unstorable.test(text)) throw unstorableText()
  return text
}

// An escape after an even number of backslashes is a real one; whole characters are never escaped here.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i

const unstorableText = () =>
  new Problem('invalid', 'text.unstorable', '内容中含有无法保存的字符（空字符或残缺字符），请删除后重试')
