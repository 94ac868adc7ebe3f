/** Pages of which the start of the app has no need: how their code comes, from the phone itself, when they are opened. */
export const visitPages = {
  followUps: () => import('./follow-ups-page.tsx').then((page) => page.FollowUpsPage),
  visit: () => import('./visit-page.tsx').then((page) => page.VisitPage),
  correct: () => import('./visit-page.tsx').then((page) => page.CorrectVisitPage),
  card: () => import('./card-page.tsx').then((page) => page.CardPage),
}
