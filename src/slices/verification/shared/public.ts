export { type Estimate, estimateOf, type ShareSums, type VerifiedShare, verifiedShare } from './share.ts'
export { visitConfirmationCode } from './visit-code.ts'
