// The only place that knows status numbers. A Problem is told; anything else is a bug, logged and not shown.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../contract/endpoint.ts'
import { Problem, type ProblemKind } from '../domain/problem.ts'

const statusOfKind: Readonly<Record<ProblemKind, number>> = {
  invalid: 422,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
}

const statusOfCode: Readonly<Record<string, number>> = {
  'session.none': 401,
  'session.wrong-password': 401,
  'request.malformed': 400,
  'request.too-large': 413,
  'attachment.too-large': 413,
  'sealing.oversized': 413,
  'sealing.zip-bomb': 413,
  'server.busy': 503,
  'server.no-database': 503,
  'server.no-room': 507,
}

export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error)
  if (!problem) {
    request.log.error({ err: error }, 'bug')
    return send(request, reply, 500, bug())
  }
  const status = statusOfCode[problem.code] ?? statusOfKind[problem.kind]
  if (status > 500) request.log.error({ err: error }, problem.code)
  else request.log.info({ code: problem.code, status }, 'refused')
  // What was not read is not waited for.
  if (status === 413) reply.header('connection', 'close')
  return send(request, reply, status, problem)
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  { code, message, details }: Problem,
) {
  const refusal: Refusal = { code, message, details, requestId: request.id }
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(refusal)
}

function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  const { statusCode, code } = error as Partial<FastifyError>
  if (statusCode === 413) return tooLarge()
  if (statusCode === 429) return tooOften()
  // An address that leads out of the folder of the web application.
  if (statusCode === 403 || statusCode === 404) return nothingHere()
  if (statusCode === 400 || statusCode === 415) return malformed({ reason: code ?? 'unreadable' })
  // Text that PostgreSQL cannot hold, as a NUL in an address.
  if (code === '22021' || code === '22P05') return malformed({ reason: 'text' })
  // Two transactions crossed and one had to give way: asking again is right, or says what is in the way.
  if (code && crossing.has(code)) return crossed()
  // Given up after a time: by then somebody else is stuck, or there is too much to do.
  if (code === '57014' || code === '55P03' || code === '25P03') return busy()
  // A value that no column holds: half a character, a number or a day beyond what there is.
  if (code && /^22...$/.test(code)) return malformed({ reason: code })
  // Whoever sent the body has gone; nobody reads this answer.
  if (code === 'ECONNRESET' && (error as Error).message === 'aborted')
    return malformed({ reason: 'broken off' })
  if (isDatabaseGone(error as Error, code)) return noDatabase()
  if (code && unwritable.has(code)) return noRoom()
  return undefined
}

/** Not in one order, each waiting for the other, the same key twice, and a row gone that another stands on. */
const crossing = new Set(['40001', '40P01', '23505', '23503'])
const unwritable = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE'])

/** By class of SQLSTATE, by the socket, or by the driver's own words, which have no code. */
const isDatabaseGone = (
  { message = '', syscall }: Error & { readonly syscall?: string },
  code = '',
): boolean =>
  syscall === 'connect' ||
  /^(08...|57P0.|53...)$/.test(code) ||
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code) ||
  /^(Connection terminated|timeout (expired|exceeded) when trying to connect|Client has encountered)/i.test(
    message,
  )

const bug = () =>
  new Problem('invalid', 'server.failed', '服务器内部出错，已记录；请稍后重试，仍不行请把编号告诉管理员')
const tooOften = () => new Problem('limited', 'request.too-often', '操作过于频繁，请稍候一分钟再试')
const crossed = () => new Problem('conflict', 'request.crossed', '与他人的操作同时发生，请重试一次')
const busy = () =>
  new Problem(
    'limited',
    'server.busy',
    '服务器一时忙不过来，内容未保存；请稍候一分钟再试，仍不行请联系管理员',
  )
const noDatabase = () =>
  new Problem(
    'limited',
    'server.no-database',
    '数据库暂时连接不上，内容未保存；请稍后重试，仍不行请联系管理员',
  )
const noRoom = () =>
  new Problem(
    'limited',
    'server.no-room',
    '服务器无法写入文件（磁盘已满或没有写入权限），内容未保存；请联系管理员处理后重试',
  )
export const nothingHere = () => new Problem('missing', 'request.nothing-here', '没有这个地址')
export const tooLarge = (limit?: number) =>
  new Problem(
    'limited',
    'request.too-large',
    limit ? `文件超过 ${Math.floor(limit / 1024 / 1024)} MB 的上限，请压缩或拆分后再上传` : '提交的内容过大',
    limit ? { limit } : {},
  )
export const emptyFile = () =>
  new Problem(
    'invalid',
    'request.empty-file',
    '这个文件是空的（0 字节），请打开看看内容是否还在，另存后再上传',
  )
export const malformed = (details: Record<string, unknown>) =>
  new Problem('invalid', 'request.malformed', '提交的内容格式不对，请检查标出的字段', details)
