export { minimumPassword, passwordProblem } from './password.ts'
export { mayStandOn, type OfficeRole, officeRoles, permissionsOf, type Role, roles } from './roles.ts'
export { me, signIn, signOut } from './routes.ts'
export { isSignInName, signInName } from './sign-in-name.ts'
