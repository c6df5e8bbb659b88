// The embedded database among real processes: started, killed and raced as root and as a plain user.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeSmallClone, type SmallClone } from '../../../test/small-clone.ts'

const me = process.getuid?.() ?? 0
const isRoot = me === 0
const nobody = 65534
const people: [who: string, uid: number][] = isRoot
  ? [
      ['root', 0],
      ['a plain user', nobody],
    ]
  : [['a plain user', me]]

const clones = new Map<number, SmallClone>()
beforeAll(() => {
  for (const [, uid] of people) clones.set(uid, makeSmallClone({ owner: uid }))
})
afterAll(() => {
  for (const clone of clones.values()) clone.remove()
})

const children = new Set<ChildProcess>()
const folders = new Set<string>()
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await stop(child)
  children.clear()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
})

function newFolder(uid: number): string {
  const folder = mkdtempSync('/tmp/zicha-data-')
  folders.add(folder)
  chownSync(folder, uid, uid)
  return join(folder, 'data')
}

function keep(uid: number, folder: string, words: readonly string[] = [], clone = clones.get(uid)!) {
  const child = spawn(clone.node, [clone.keeper, folder, ...words], {
    uid,
    gid: uid,
    cwd: clone.path,
    env: {},
  })
  children.add(child)
  const said: string[] = []
  const hear = (piece: Buffer) => said.push(piece.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const text = () => said.join('')
  return {
    child,
    text,
    /** Waits for words of its own. */
    async until(words: string): Promise<string> {
      while (!text().includes(words)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended without “${words}”: ${text()}`)
        await pause(10)
      }
      return text()
    },
    async done(): Promise<string> {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
      return text()
    },
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.stdin?.end()
  await once(child, 'exit')
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const postmasterOf = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

test.each(people)('%s: a first start makes the database, a second one keeps it', async (_, uid) => {
  const folder = newFolder(uid)
  expect(await keep(uid, folder).done()).toBe('rows: 1\n')
  expect(await keep(uid, folder).done()).toBe('rows: 2\n')
})

test.each(people)(
  '%s: a server left behind by a killed start is stopped, and its rows stay',
  async (_, uid) => {
    const folder = newFolder(uid)
    const first = keep(uid, folder, ['stay'])
    await first.until('rows: 1')
    const orphan = postmasterOf(folder)
    await kill(first.child)
    expect(() => process.kill(orphan, 0)).not.toThrow()
    const said = await keep(uid, folder).done()
    expect(said).toContain('遗留')
    expect(said).toContain('rows: 2')
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false)
  },
)

test.each(people)('%s: wherever a first start is killed, the next one begins anew', async (_, uid) => {
  const folder = newFolder(uid)
  for (const delay of [150, 300, 450, 600]) {
    const { child } = keep(uid, folder)
    await pause(delay)
    if (child.exitCode === null) await kill(child)
  }
  mkdirSync(join(folder, 'postgres.tmp'), { recursive: true })
  writeFileSync(join(folder, 'postgres.tmp/PG_VERSION'), '1')
  expect(await keep(uid, folder).done()).toMatch(/^(.*\n)?rows: \d+\n$/)
})

test.each(people)(
  '%s: a database that has lost a part is told by that part, and left alone',
  async (_, uid) => {
    const folder = newFolder(uid)
    await keep(uid, folder).done()
    for (const lost of ['postgres.secret', 'postgres/global/pg_control', 'postgres/PG_VERSION']) {
      renameSync(join(folder, lost), join(folder, 'lost'))
      expect(await keep(uid, folder).done(), lost).toBe('refused: store.incomplete\n')
      renameSync(join(folder, 'lost'), join(folder, lost))
    }
    expect(await keep(uid, folder).done()).toBe('rows: 2\n')
  },
)

test.each(people)(
  '%s: of starts that race, one has the folder and the others are told so',
  async (_, uid) => {
    const folder = newFolder(uid)
    for (let round = 0; round < 3; round++) {
      const racers = [1, 2, 3].map(() => keep(uid, folder, ['stay']))
      const told = await Promise.all(
        racers.map((racer) => Promise.any([racer.until('rows:'), racer.until('refused:')])),
      )
      expect(told.filter((text) => text.includes('rows:'))).toHaveLength(1)
      expect(told.filter((text) => text.includes('refused: store.in-use'))).toHaveLength(2)
      for (const { child } of racers) if (child.exitCode === null) await stop(child)
    }
  },
)

test.each(people)('%s: a command works beside a running server', async (_, uid) => {
  const folder = newFolder(uid)
  const server = keep(uid, folder, ['stay'])
  await server.until('rows: 1')
  expect(await keep(uid, folder, ['once', 'beside']).done()).toBe('rows: 2\n')
  server.child.stdin.write('again\n')
  await server.until('rows: 2')
})

test.each(people)('%s: a data folder with a very long name will do', async (_, uid) => {
  const folder = join(newFolder(uid), '很长的目录名'.repeat(8), 'x'.repeat(120))
  expect(await keep(uid, folder).done()).toBe('rows: 1\n')
})

test.each(people)('%s: a lock file that names a process of somebody else hinders nothing', async (_, uid) => {
  const folder = newFolder(uid)
  await keep(uid, folder).done()
  const bystander = spawn('sleep', ['60'], { uid, gid: uid })
  try {
    writeFileSync(
      join(folder, 'postgres/postmaster.pid'),
      `${bystander.pid}\n/nowhere\n1\n5432\n/tmp/zicha-gone\n\n`,
    )
    expect(await keep(uid, folder).done()).toBe('rows: 2\n')
    expect(bystander.exitCode).toBe(null)
  } finally {
    bystander.kill()
  }
})

test.each(people)('%s: a database server that dies is started again', async (_, uid) => {
  const folder = newFolder(uid)
  const server = keep(uid, folder, ['stay'])
  await server.until('rows: 1')
  const before = postmasterOf(folder)
  process.kill(before, 'SIGKILL')
  await server.until('意外退出')
  while (!existsSync(join(folder, 'postgres/postmaster.pid')) || postmasterOf(folder) === before)
    await pause(20)
  for (let again = 0; again < 100 && !server.text().includes('rows: 1\n', 10); again++) {
    server.child.stdin.write('again\n')
    await pause(50)
  }
  expect(server.text().match(/rows: 1/g)?.length).toBeGreaterThan(1)
})

test.each(people)(
  '%s: a stop while the server is being started again leaves none running',
  async (_, uid) => {
    const folder = newFolder(uid)
    const server = keep(uid, folder, ['stay'])
    await server.until('rows: 1')
    const before = postmasterOf(folder)
    process.kill(before, 'SIGKILL')
    await server.until('意外退出')
    await stop(server.child)
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false)
  },
)

test.runIf(isRoot)('root: a clone under a home that is closed to others', async () => {
  const clone = makeSmallClone({ owner: 0, home: 0o700 })
  try {
    expect(await keep(0, join(clone.path, 'data'), [], clone).done()).toBe('rows: 1\n')
    expect(await keep(0, join(clone.path, 'data'), [], clone).done()).toBe('rows: 2\n')
  } finally {
    clone.remove()
  }
})

test.each(people)('%s: install scripts were blocked', async (_, uid) => {
  const clone = makeSmallClone({ owner: uid, scripts: false })
  try {
    expect(await keep(uid, join(clone.path, 'data'), [], clone).done()).toBe('rows: 1\n')
  } finally {
    clone.remove()
  }
})

test.runIf(isRoot)(
  'a plain user, with packages that another one installed and install scripts blocked',
  async () => {
    const clone = makeSmallClone({ owner: 0, scripts: false })
    const folder = newFolder(nobody)
    try {
      expect(await keep(nobody, folder, [], clone).done()).toBe('rows: 1\n')
    } finally {
      clone.remove()
    }
  },
)

test.runIf(isRoot)('root and a plain user refuse the folders of each other', async () => {
  const [ofRoot, ofUser] = [newFolder(0), newFolder(nobody)]
  await Promise.all([keep(0, ofRoot).done(), keep(nobody, ofUser).done()])
  expect(await keep(nobody, ofRoot).done()).toBe('refused: store.not-ours\n')
  expect(await keep(0, ofUser).done()).toBe('refused: store.not-ours\n')
  expect(await keep(nobody, ofUser).done()).toBe('rows: 2\n')
})
