export { type Estimate, estimateOf, type ShareSums, type VerifiedShare, verifiedShare } from './share.ts'
export { type VisitCode, visitCodeKind, visitConfirmationCode } from './visit-code.ts'
