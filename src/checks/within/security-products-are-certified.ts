import type { Check } from '../check.ts'

export const securityProductsAreCertified: Check = {
  id: 'security-products-are-certified',
  rule: 'L-44',
  title: '安全专用产品具备合格证明',
  severity: 'warning',
  cites: ['csl.products'],
  run: ({ filing }) =>
    filing.answers['w10.certified'] === false
      ? [
          {
            at: 'w10.certified',
            says: '安全专用产品应具备销售许可证或认证检测证明，现有产品不全',
            fix: '说明是哪些产品，向供应商索取证明或更换',
          },
        ]
      : [],
}
