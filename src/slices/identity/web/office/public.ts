export { meQuery } from './me-query.ts'
export { pathOf, useCan } from './use-can.ts'
