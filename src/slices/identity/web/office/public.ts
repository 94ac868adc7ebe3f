export { readAuditSearch } from './audit-search.ts'
export { meQuery } from './me-query.ts'
export { pathOf, useCan } from './use-can.ts'
