// The offline tool in the other browser that units have.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { open } from '../src/sealing/package.ts'
import { findFirefox } from '../tools/test-needs.ts'
import { control, enter, Firefox, soon } from './harness/firefox.ts'
import {
  buildTool,
  finishedFiling,
  issue,
  makeFolder,
  removeFolder,
  signingPassphrase,
  writeTool,
} from './harness/offline-tool.ts'

test('in Firefox, too, the tool fills a form, outlives a killed browser, and seals a package', async () => {
  const program = findFirefox()
  test.skip(program === undefined, '没有 Firefox')
  test.setTimeout(240_000)
  const folder = makeFolder()
  const firefox = new Firefox(program ?? '', folder)
  try {
    const { bundle, commission, signer } = await issue()
    const filing = finishedFiling()
    const tool = pathToFileURL(
      writeTool(join(folder, '工具.html'), buildTool(), {
        ...bundle,
        filing: { ...filing, answers: { ...filing.answers, partyHeadName: null } },
      }),
    )
    await firefox.start()
    await firefox.open(`${tool}#/s/people`)
    await firefox.focus('#q-partyHeadName')
    await firefox.type('王书记')
    await firefox.expectText('已保存')

    await firefox.go('/s/systems/t/systems')
    await firefox.focus('.sheet-editor')
    await firefox.type(`校园卡系统${enter}`)
    await firefox.expectText('校园卡系统')
    await firefox.chord(control, 'z')
    await soon(() => firefox.text()).not.toContain('校园卡系统')
    await firefox.expectText('已保存')

    await firefox.kill()
    await firefox.start()
    await firefox.open(`${tool}#/s/people`)
    await soon(() => firefox.valueOf('#q-partyHeadName')).toBe('王书记')

    await firefox.go('/x/export')
    await firefox.focus('#passphrase')
    await firefox.type(signingPassphrase + enter)
    await firefox.expectText('数据包已生成，重新打开核对无误')
    await firefox.press('保存数据包（.sez）')
    const sez = new Uint8Array(readFileSync(await firefox.saved('.sez')))
    const opened = await open(sez, { keys: [commission], signers: [signer.publicKey] })
    expect(opened.filing.answers.partyHeadName).toBe('王书记')
    expect(firefox.complaints).toEqual([])
  } finally {
    await firefox.kill()
    removeFolder(folder)
  }
})
