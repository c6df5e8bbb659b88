import { shortCode } from '../sealing/canonical.ts'
import type { PackageMark } from '../store/packages.ts'

/** A package as people know it: by its file's name, and by the code on paper. */
export interface ToldPackage extends PackageMark {
  readonly shortCode: string
  readonly fileName: string
}

export const tellPackage = (mark: PackageMark): ToldPackage => ({
  ...mark,
  shortCode: shortCode(mark.contentDigest),
  fileName: `${mark.campaignId}_${mark.unitCode}_${mark.revision}.sez`,
})
