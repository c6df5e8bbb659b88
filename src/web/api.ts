// The only place that talks to the server. Typed by the contract.
import {
  type AnswerOf,
  type BodyOf,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
  type Refusal,
  requestHeader,
} from '../contract/endpoint.ts'
import type { Page } from '../contract/shapes.ts'

/** The server said no, in words for the user. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, { code, message, details }: Pick<Refusal, 'code' | 'message' | 'details'>) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.code = code
    this.details = details
  }
}

type Absent<Shape> = [NonNullable<Shape>] extends [never] ? true : false

type Given<E extends Endpoint> = (unknown extends ParamsOf<E> ? unknown : { params: ParamsOf<E> }) &
  (Absent<E['query']> extends true ? unknown : { query?: NonNullable<QueryOf<E>> }) &
  (Absent<E['body']> extends true ? unknown : { body: NonNullable<BodyOf<E>> })

interface Loose {
  params?: Readonly<Record<string, string | number>>
  query?: Readonly<Record<string, unknown>>
  body?: unknown
}

/** Also the address of a download, for a plain link. */
export function urlOf<E extends Endpoint>(endpoint: E, given: Omit<Given<E>, 'body'>): string {
  const { params = {}, query = {} } = given as Loose
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') words.set(name, String(value))
  const search = words.toString()
  return search ? `${path}?${search}` : path
}

export async function call<E extends Endpoint>(endpoint: E, given: Given<E>): Promise<AnswerOf<E>> {
  const { body } = given as Loose
  const response = await reach(urlOf(endpoint, given), {
    method: endpoint.method,
    headers: { [requestHeader]: '1', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw refusal(response.status, text)
  return (text === '' ? null : JSON.parse(text)) as AnswerOf<E>
}

/** The whole of a list that the server gives in pages. */
export async function everyRow<Row>(
  ask: (paging: { page: number; size: number }) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const all: Row[] = []
  for (let page = 1; ; page++) {
    const { rows, total } = await ask({ page, size: 500 })
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

/** Bytes of a download, with its headers. */
export async function fetchFile<E extends Endpoint>(
  endpoint: E,
  given: Omit<Given<E>, 'body'>,
): Promise<{ blob: Blob; headers: Headers }> {
  const response = await reach(urlOf(endpoint, given), { method: endpoint.method })
  if (!response.ok) throw refusal(response.status, await response.text())
  return { blob: await response.blob(), headers: response.headers }
}

/** Sends a file and tells how far it is; `fetch` cannot. */
export function upload<E extends Endpoint>(
  endpoint: E,
  given: Omit<Given<E>, 'body'>,
  file: Blob,
  onProgress: (done: number) => void = () => {},
): Promise<AnswerOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, urlOf(endpoint, given))
    request.setRequestHeader(requestHeader, '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(unreachable())
    request.onload = () => {
      if (request.status < 200 || request.status > 299) reject(refusal(request.status, request.responseText))
      else resolve(request.responseText === '' ? (null as never) : JSON.parse(request.responseText))
    }
    request.send(file)
  })
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init })
  } catch {
    throw unreachable()
  }
}

const unreachable = () =>
  new Refused(0, {
    code: 'network.unreachable',
    message: '连不上服务器。请检查网络后重试；已填内容仍在本机。',
    details: {},
  })

function refusal(status: number, text: string): Refused {
  try {
    const { code, message, details } = JSON.parse(text) as Refusal
    return new Refused(status, { code, message, details: details ?? {} })
  } catch {
    const message = `服务器没有给出可读的答复（${status}），请稍后重试；仍不行请联系管理员。`
    return new Refused(status, { code: 'network.unreadable', message, details: {} })
  }
}

/** What to show for anything that was thrown. */
export const wordsOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : '出现未知错误，请刷新页面重试'
