export { InvitationPage } from './invitation-page.tsx'
export { InviteMemberPage } from './invite-member-page.tsx'
export { MembersPage } from './members-page.tsx'
