// Tables as spreadsheets put them on the clipboard: tabs between cells, lines between rows,
// quotes around a cell that holds either.

export function parseTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    const [cell, end] = readCell(text, at)
    row.push(cell)
    const stop = text[end]
    at = end + 1
    if (stop === '\t') continue
    if (stop === '\r' && text[at] === '\n') at++
    rows.push(row)
    row = []
    // Excel ends the last row too.
    if (stop === undefined || at >= text.length) break
  }
  return rows
}

function readCell(text: string, from: number): [cell: string, end: number] {
  if (text[from] === '"') {
    let cell = ''
    let at = from + 1
    for (;;) {
      const quote = text.indexOf('"', at)
      if (quote < 0) break
      cell += text.slice(at, quote)
      const next = text[quote + 1]
      if (next === undefined || next === '\t' || next === '\n' || next === '\r') return [cell, quote + 1]
      if (next !== '"') break
      cell += '"'
      at = quote + 2
    }
    // A lone quote opens nothing: the cell simply begins with it.
  }
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end++
  return [text.slice(from, end), end]
}

export function putOn(clipboard: DataTransfer | null, rows: readonly (readonly string[])[]): void {
  clipboard?.setData('text/plain', formatTsv(rows))
  clipboard?.setData('text/html', formatHtml(rows))
}

export const formatTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join('\t')).join('\r\n')

const quoted = (cell: string): string => (/[\t\n\r]|^"/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Excel and LibreOffice are told that each cell is text: they keep 00001 and long codes, and compute nothing. */
export const formatHtml = (rows: readonly (readonly string[])[]): string =>
  `<meta charset="utf-8"><table>${rows.map((row) => `<tr>${row.map(asText).join('')}</tr>`).join('')}</table>`

const asText = (cell: string): string =>
  `<td sdnum="0;0;@" style="mso-number-format:'\\@'">${cell
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replace(/\r?\n/g, '<br style="mso-data-placement:same-cell">')}</td>`
