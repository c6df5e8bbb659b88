import { Problem } from '../domain/problem.ts'
import { lockText, unlockText } from '../sealing/at-rest.ts'
import type { Db } from '../store/database.ts'
import { lockedSample, makeMasterKey, readMasterKey } from '../store/master-key.ts'
import { getSetting, keepSetting } from '../store/settings.ts'

/** The installation's key, made only where nothing is locked yet: with any other the data would be past opening. */
export async function holdMasterKey(db: Db, file: string): Promise<Uint8Array> {
  const [key, sample] = [readMasterKey(file), await lockedSample(db)]
  if (sample === undefined) return key ?? makeMasterKey(file)
  if (!key) throw missing(file)
  await unlockText(key, sample).catch(() => {
    throw wrong(file)
  })
  return key
}

/** Leaves something behind by which the key is known again. */
export async function keepProof(db: Db, key: Uint8Array): Promise<void> {
  if ((await getSetting(db, 'masterKeyProof')) === undefined)
    await keepSetting(db, 'masterKeyProof', await lockText(key, 'zicha'))
}

const missing = (file: string) =>
  new Problem(
    'conflict',
    'store.missing-master-key',
    `找不到主密钥文件 ${file}，而数据库中已有用它加密的内容：请接好存放它的介质，检查设置 MASTER_KEY_FILE，或从备份中恢复它；没有另造新的，什么也没有改动`,
    { file },
  )
const wrong = (file: string) =>
  new Problem(
    'conflict',
    'store.wrong-master-key',
    `主密钥文件 ${file} 不是这个数据库的主密钥：请检查设置 MASTER_KEY_FILE、DATA_DIR 和 DATABASE_URL 是否属于同一套安装；什么也没有改动`,
    { file },
  )
