// What a graded system runs on and whom it hires: the two tables of the filing form of 2007.
import type { Cell } from '../../domain/filing.ts'

export function productsAndServices(at: number): Record<string, Cell> {
  const products: [kind: string, count: number, usage: string][] = [
    ['securityProduct', 2 + (at % 3), '100'],
    ['networkProduct', 2 + (at % 2), '100'],
    ['operatingSystem', 2 + (at % 4), at % 3 === 0 ? 'part' : '0'],
    ['database', 1 + (at % 2), at % 4 === 3 ? '100' : '0'],
    ['server', 2 + (at % 4), at % 5 === 0 ? 'part' : '100'],
  ]
  const services: [kind: string, provider: string | undefined][] = [
    ['assessment', '2'],
    ['riskAssessment', at % 2 === 0 ? '2' : undefined],
    ['disasterRecovery', undefined],
    ['emergencyResponse', '2'],
    ['integration', '2'],
    ['consulting', at % 3 === 0 ? '2' : undefined],
    ['training', '1'],
    ['other', undefined],
  ]
  const cells: Record<string, Cell> = { 'keyProducts.other.count': 0 }
  for (const [kind, count, usage] of products) {
    cells[`keyProducts.${kind}.count`] = count
    cells[`keyProducts.${kind}.usage`] = usage
    if (usage === 'part') cells[`keyProducts.${kind}.rate`] = 50
  }
  for (const [kind, provider] of services) {
    cells[`services.${kind}.used`] = provider !== undefined
    if (provider) cells[`services.${kind}.provider`] = provider
  }
  return cells
}
