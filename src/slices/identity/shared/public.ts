export { minimumPassword } from './password.ts'
export { type OfficeRole, officeRoles, permissionsOf } from './roles.ts'
export { me, signOut } from './routes.ts'
export { signInName } from './sign-in-name.ts'
