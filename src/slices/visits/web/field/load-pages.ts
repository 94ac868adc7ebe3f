/** Pages of which the start of the app has no need: how their code comes, from the phone itself, when they are opened. */
export const visitPages = {
  counter: () => import('./counter-page.tsx').then((page) => page.CounterPage),
  followUps: () => import('./follow-ups-page.tsx').then((page) => page.FollowUpsPage),
  card: () => import('./card-page.tsx').then((page) => page.CardPage),
}
