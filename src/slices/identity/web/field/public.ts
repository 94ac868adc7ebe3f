export { deviceName } from './device-name.ts'
export { type PhonesAnswer, PhonesToLose } from './phones-to-lose.tsx'
export { SignInForm } from './sign-in-form.tsx'
export { SignInPage } from './sign-in-page.tsx'
