// Every setting, in one table. The only reader of the environment; docs/configuration.md is made from it.
import { resolve } from 'node:path'
import { Problem } from './domain/problem.ts'

interface Setting<Value> {
  /** As the documentation shows it. */
  default: string
  doc: string
  read(text: string): Value
}

const setting = <Value>(byDefault: string, doc: string, read: (text: string) => Value): Setting<Value> => ({
  default: byDefault,
  doc,
  read,
})

const text = (words: string) => words
const number = (from: number, to: number) => (words: string) => {
  const value = Number(words)
  if (!/^\d+$/.test(words) || value < from || value > to) throw new Error(`应为 ${from}～${to} 的整数`)
  return value
}
const yes = (words: string) => {
  if (/^(1|true|yes|on)$/i.test(words)) return true
  if (/^(|0|false|no|off)$/i.test(words)) return false
  throw new Error('应为 1 或 0')
}
const oneOf =
  <Word extends string>(...all: Word[]) =>
  (words: string): Word => {
    const found = all.find((word) => word === words)
    if (!found) throw new Error(`应为 ${all.join('、')} 之一`)
    return found
  }
const level = oneOf('debug', 'info', 'warn', 'error', 'silent')
const database = (words: string) => {
  if (words && !/^postgres(ql)?:\/\//.test(words)) throw new Error('应以 postgresql:// 开头')
  return words
}

export const settings = {
  PORT: setting('8080', '监听端口。', number(0, 65535)),
  HOST: setting(
    '127.0.0.1',
    '监听地址。默认只有本机能访问，走普通 http；改为 `0.0.0.0` 或本机的网络地址后，其他计算机可以访问，并自动改用 https（浏览器只在 https 下提供密码功能）。',
    text,
  ),
  DATA_DIR: setting(
    'data',
    '数据目录：内置数据库、上传的文件、证书都在其中。相对路径从程序目录算起。备份见 `zicha backup`。',
    (words) => resolve(import.meta.dirname, '..', words),
  ),
  DATABASE_URL: setting(
    '',
    '外部 PostgreSQL（15 以上）的地址，如 `postgresql://用户:口令@主机/库名`。不设则使用内置的 PostgreSQL 18，数据在 DATA_DIR 之下。',
    database,
  ),
  MASTER_KEY_FILE: setting(
    '',
    '主密钥文件。数据库中的填报内容、上传的文件、主管单位私钥都以它加密；不设则为 `DATA_DIR/master.key`，与数据同在一处。宜放在另一块磁盘、U 盘或密钥管理系统挂载的位置，这样拿走数据的人打不开。首次启动时自动生成；此后找不到或不对，拒绝启动。相对路径从程序目录算起。',
    (words) => words && resolve(import.meta.dirname, '..', words),
  ),
  BACKUP_PASSPHRASE_FILE: setting(
    '',
    '备份口令文件（第一行为口令，至少 10 个字符），供定时任务里的 `zicha backup` 使用；不设则在终端中询问。口令应另有一份不在这台机器上。相对路径从程序目录算起。',
    (words) => words && resolve(import.meta.dirname, '..', words),
  ),
  PUBLIC_URL: setting(
    '',
    '用户浏览器中看到的地址，如 `https://zicha.example.edu.cn`。用于提示和校验请求来源；不设则按 HOST 与 PORT 推出。',
    (words) => words.replace(/\/+$/, ''),
  ),
  BEHIND_PROXY: setting(
    '0',
    '设为 1：由反向代理终止 https，本程序只提供 http，并相信代理给出的客户端地址。',
    yes,
  ),
  TLS_CERT: setting(
    '',
    '服务器证书（PEM 文件，含中间证书）。与 TLS_KEY 一同设置；不设则自建本地 CA 并签发证书，放在 `DATA_DIR/tls`。',
    text,
  ),
  TLS_KEY: setting('', '服务器证书的私钥（PEM 文件）。', text),
  LOG_LEVEL: setting(
    '',
    '日志（每行一个 JSON）的详细程度：`debug`、`info`、`warn`、`error`、`silent`。不设时为 `info`，在终端窗口中运行时为 `warn`。',
    (words) => level(words || (process.stdout.isTTY ? 'warn' : 'info')),
  ),
  MAX_UPLOAD_MB: setting(
    '500',
    '单个数据包的上限（MB），最大 2000。其他文件另有更低的上限：名单 10 MB，总结、承诺书、自查表和附件各 20 MB。',
    number(1, 2000),
  ),
} satisfies Record<string, Setting<unknown>>

type Settings = typeof settings
export type Config = { [Name in keyof Settings]: ReturnType<Settings[Name]['read']> }

/** Throws with the name of the first setting that cannot be. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const config = Object.fromEntries(
    Object.entries(settings).map(([name, { default: byDefault, read }]) => {
      const given = environment[name]?.trim()
      try {
        return [name, read(given || byDefault)]
      } catch (error) {
        throw wrong(name, given ?? '', (error as Error).message)
      }
    }),
  ) as Config
  if (!config.TLS_CERT !== !config.TLS_KEY)
    throw wrong(config.TLS_CERT ? 'TLS_KEY' : 'TLS_CERT', '', '应与另一项一同设置')
  return config
}

export const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

const wrong = (name: string, given: string, why: string) =>
  // An address of a database holds a password.
  new Problem(
    'invalid',
    'config.wrong',
    `设置 ${name} 不对：${why}${name === 'DATABASE_URL' || !given ? '' : `，现为“${given}”`}`,
    { name },
  )
