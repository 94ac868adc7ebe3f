export { meQuery } from './office/me-query.ts'
