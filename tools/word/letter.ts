// 附件 1 of the notice, word for word; only the unit, and the key that its seal vouches for, are filled in.
import { letter } from '../../src/catalog/campaigns.ts'
import { paragraph } from './draw.ts'

const { title, basis, commitments, signatures } = letter(2019)
const [sealed = '', signed = '', dated = ''] = signatures

/** Long names go on under their own beginning, not under the label. */
const signature = (words: string, said: string) => {
  const label = words.length * 320
  return paragraph(
    'Prose',
    words + said,
    `<w:keepNext/><w:spacing w:before="560" w:line="560" w:lineRule="exact"/><w:ind w:leftChars="${500 + words.length * 100}" w:left="${1600 + label}" w:hangingChars="${words.length * 100}" w:hanging="${label}"/><w:jc w:val="left"/>`,
  )
}

export const letterTitle = title

export const letterBody = [
  paragraph('FormTitle', letterTitle),
  ...[basis, ...commitments].map((words) => paragraph('Prose', words)),
  signature(sealed, '{unit.name}'),
  signature(signed, '{signer}'),
  paragraph(
    'Prose',
    dated.replace(/ /g, '　　'),
    '<w:spacing w:before="560" w:line="560" w:lineRule="exact"/><w:ind w:leftChars="1300" w:left="4160"/>',
  ),
  paragraph('Note', '{?key.fingerprint}', '<w:spacing w:before="480" w:line="320" w:lineRule="exact"/>'),
  paragraph(
    'Note',
    '签名密钥指纹：{key.fingerprint}',
    '<w:spacing w:before="480" w:line="320" w:lineRule="exact"/>',
  ),
  paragraph(
    'Note',
    '（本承诺书上的公章与上列指纹相互印证：持有该密钥者所签署的自查数据包，即为本单位报送。）',
  ),
  paragraph('Note', '{/key.fingerprint}'),
].join('')
