type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** An element with its attributes and children. Never from markup: the pages run under a strict CSP. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children)
  return element
}

export function button(label: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const element = make('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', press)
  return element
}

export const px = (length: number): string => `${length}px`
