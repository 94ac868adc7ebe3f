export { verificationJobs } from './jobs.ts'
export { callbackRoutes } from './routes.ts'
export { rebuildShares, type ShareDifference, shareDifferences } from './shares.ts'
