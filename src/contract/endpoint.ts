// What an endpoint is: method, path, and the shapes that go in and come out.
// Requests are parsed by these schemas on the server; answers are the server's own word, so only typed.
import type * as z from 'zod/mini'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `/units/:unitCode` → `{ unitCode: string }` */
export type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & Params<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown

type Schema = z.ZodMiniType | undefined
type Limit = { readonly limit?: number; readonly sealed?: true } | undefined
type Read<S> = S extends z.ZodMiniType ? z.output<S> : undefined

export interface Endpoint<
  Path extends string = string,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Answer = unknown,
  Upload extends Limit = Limit,
  Download extends true | undefined = true | undefined,
> {
  readonly method: Method
  readonly path: Path
  readonly query: Query
  readonly body: Body
  /** Bytes in the request's body: at most so many, or what the installation takes. Sealed ones may wait on its disk. */
  readonly upload: Upload
  /** The answer is a file: bytes with a media type and a name. */
  readonly download: Download
  /** Only a type; never there. */
  readonly answer?: Answer
}

export type ParamsOf<E extends Endpoint> = Params<E['path']>
export type QueryOf<E extends Endpoint> = Read<E['query']>
export type BodyOf<E extends Endpoint> = Read<E['body']>
export type AnswerOf<E extends Endpoint> = Exclude<E['answer'], undefined>

interface Shapes<Query, Body, Upload, Download> {
  readonly query?: Query
  readonly body?: Body
  readonly upload?: Upload
  readonly download?: Download
}

const define =
  <Answer>(method: Method) =>
  <
    Path extends string,
    Query extends Schema = undefined,
    Body extends Schema = undefined,
    Upload extends Limit = undefined,
    Download extends true | undefined = undefined,
  >(
    path: Path,
    { query, body, upload, download }: Shapes<Query, Body, Upload, Download> = {},
  ): Endpoint<Path, Query, Body, Answer, Upload, Download> => ({
    method,
    path,
    query: query as Query,
    body: body as Body,
    upload: upload as Upload,
    download: download as Download,
  })

/** `answering<Campaign>().get('/api/…')` */
export const answering = <Answer>() => ({
  get: define<Answer>('GET'),
  post: define<Answer>('POST'),
  put: define<Answer>('PUT'),
  patch: define<Answer>('PATCH'),
  delete: define<Answer>('DELETE'),
})

/** Body of every answer that is not 2xx. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string
}

/** Changing requests carry it: no other site can make a browser send it without asking first. */
export const requestHeader = 'x-zicha'

export const megabyte = 1024 * 1024
