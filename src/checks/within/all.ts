import type { Check } from '../check.ts'
import { addressRangesArePublic } from './address-ranges-are-public.ts'
import { addressRangesDoNotOverlap } from './address-ranges-do-not-overlap.ts'
import { changedCountHasRealReason } from './changed-count-has-real-reason.ts'
import { claimOfFullFilingAgreesWithSystems } from './claim-of-full-filing-agrees-with-systems.ts'
import { creditCodeMatchesRoster } from './credit-code-matches-roster.ts'
import { dataSetAgreesWithItsSystems } from './data-set-agrees-with-its-systems.ts'
import { datesOfASystemFollowEachOther } from './dates-of-a-system-follow-each-other.ts'
import { distinctPersonsFitTheList } from './distinct-persons-fit-the-list.ts'
import { educationAppIsFiled } from './education-app-is-filed.ts'
import { educationAppMeetsPrerequisites } from './education-app-meets-prerequisites.ts'
import { emergencyPlanExists } from './emergency-plan-exists.ts'
import { emergencyPlanWasDrilledThisYear } from './emergency-plan-was-drilled-this-year.ts'
import { equipmentBrandsAddUp } from './equipment-brands-add-up.ts'
import { failedAssessmentHasPlan } from './failed-assessment-has-plan.ts'
import { filingFollows2025Template } from './filing-follows-2025-template.ts'
import { filingNumberBelongsToOneSystem } from './filing-number-belongs-to-one-system.ts'
import { filingNumberIsNotZeros } from './filing-number-is-not-zeros.ts'
import { filingNumbersShareTheirFirstHalf } from './filing-numbers-share-their-first-half.ts'
import { formIsDatedWithinThisCampaign } from './form-is-dated-within-this-campaign.ts'
import { gradeIsHigherOfTwo } from './grade-is-higher-of-two.ts'
import { gradeMeetsEducationGuide } from './grade-meets-education-guide.ts'
import { gradedSystemIsFiledInTime } from './graded-system-is-filed-in-time.ts'
import { leadersAreNamedPersons } from './leaders-are-named-persons.ts'
import { letterIsSignedInThisCampaign } from './letter-is-signed-in-this-campaign.ts'
import { levelFourIsAssessedHalfYearly } from './level-four-is-assessed-half-yearly.ts'
import { levelFourIsAssessedYearly } from './level-four-is-assessed-yearly.ts'
import { levelThreeChecksItselfInTime } from './level-three-checks-itself-in-time.ts'
import { levelThreeHasFilingMaterials } from './level-three-has-filing-materials.ts'
import { levelThreeIsAssessedYearly } from './level-three-is-assessed-yearly.ts'
import { levelTwoIsAssessedEveryTwoYears } from './level-two-is-assessed-every-two-years.ts'
import { logsAreKeptSixMonths } from './logs-are-kept-six-months.ts'
import { matrixRestIsWhatIsLeft } from './matrix-rest-is-what-is-left.ts'
import { matrixRowsStayWithinTotal } from './matrix-rows-stay-within-total.ts'
import { matrixTotalIsSumOfGrades } from './matrix-total-is-sum-of-grades.ts'
import { nilDeclarationIsNotContradicted } from './nil-declaration-is-not-contradicted.ts'
import { nilDeclarationIsSigned } from './nil-declaration-is-signed.ts'
import { nothingChosenNothingFilled } from './nothing-chosen-nothing-filled.ts'
import { nothingExpiresWithinAMonth } from './nothing-expires-within-a-month.ts'
import { officeHasAtMostTwoEgresses } from './office-has-at-most-two-egresses.ts'
import { privateWebsiteAddressHasPublicOne } from './private-website-address-has-public-one.ts'
import { publicNamesLieWithinTheUnit } from './public-names-lie-within-the-unit.ts'
import { publicWebsiteHasIcpFiling } from './public-website-has-icp-filing.ts'
import { publicWebsiteHasPoliceFiling } from './public-website-has-police-filing.ts'
import { remoteOperationIsControlled } from './remote-operation-is-controlled.ts'
import { runningSystemIsGraded } from './running-system-is-graded.ts'
import { securityHeadIsANamedPerson } from './security-head-is-a-named-person.ts'
import { securityProductsAreCertified } from './security-products-are-certified.ts'
import { selfCheckWasMadeInThisCampaign } from './self-check-was-made-in-this-campaign.ts'
import { selfCheckWasMadeThisYear } from './self-check-was-made-this-year.ts'
import { sensitiveSystemHasDataSet } from './sensitive-system-has-data-set.ts'
import { someSystemWasSelfChecked } from './some-system-was-self-checked.ts'
import { unitNameMatchesRoster } from './unit-name-matches-roster.ts'
import { usualSchoolSystemsAreListed } from './usual-school-systems-are-listed.ts'
import { websiteAgreesWithItsSystem } from './website-agrees-with-its-system.ts'
import { websiteIsKeptAlive } from './website-is-kept-alive.ts'
import { websiteProtectionAgreesWithItsBasics } from './website-protection-agrees-with-its-basics.ts'
import { wildcardsStayInDomainList } from './wildcards-stay-in-domain-list.ts'

/** In the order of the rule table. */
export const allChecks: readonly Check[] = [
  creditCodeMatchesRoster,
  unitNameMatchesRoster,
  matrixTotalIsSumOfGrades,
  matrixRowsStayWithinTotal,
  matrixRestIsWhatIsLeft,
  changedCountHasRealReason,
  someSystemWasSelfChecked,
  claimOfFullFilingAgreesWithSystems,
  gradeIsHigherOfTwo,
  websiteAgreesWithItsSystem,
  websiteProtectionAgreesWithItsBasics,
  filingNumberBelongsToOneSystem,
  filingNumbersShareTheirFirstHalf,
  datesOfASystemFollowEachOther,
  dataSetAgreesWithItsSystems,
  sensitiveSystemHasDataSet,
  distinctPersonsFitTheList,
  nothingChosenNothingFilled,
  gradeMeetsEducationGuide,
  usualSchoolSystemsAreListed,
  publicNamesLieWithinTheUnit,
  websiteIsKeptAlive,
  nilDeclarationIsNotContradicted,
  nilDeclarationIsSigned,
  runningSystemIsGraded,
  gradedSystemIsFiledInTime,
  filingNumberIsNotZeros,
  levelThreeIsAssessedYearly,
  levelFourIsAssessedHalfYearly,
  levelFourIsAssessedYearly,
  levelTwoIsAssessedEveryTwoYears,
  failedAssessmentHasPlan,
  levelThreeChecksItselfInTime,
  levelThreeHasFilingMaterials,
  filingFollows2025Template,
  logsAreKeptSixMonths,
  securityHeadIsANamedPerson,
  emergencyPlanExists,
  emergencyPlanWasDrilledThisYear,
  publicWebsiteHasPoliceFiling,
  publicWebsiteHasIcpFiling,
  educationAppIsFiled,
  educationAppMeetsPrerequisites,
  leadersAreNamedPersons,
  securityProductsAreCertified,
  remoteOperationIsControlled,
  officeHasAtMostTwoEgresses,
  addressRangesDoNotOverlap,
  addressRangesArePublic,
  privateWebsiteAddressHasPublicOne,
  wildcardsStayInDomainList,
  selfCheckWasMadeThisYear,
  selfCheckWasMadeInThisCampaign,
  letterIsSignedInThisCampaign,
  formIsDatedWithinThisCampaign,
  equipmentBrandsAddUp,
  nothingExpiresWithinAMonth,
]
