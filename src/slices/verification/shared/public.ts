export { type Estimate, estimateOf, type ShareSums, type VerifiedShare, verifiedShare } from './share.ts'
