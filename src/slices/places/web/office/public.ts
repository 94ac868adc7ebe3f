export { PlaceBreadcrumb } from './place-breadcrumb.tsx'
export { PlaceDescent } from './place-descent.tsx'
export { childrenQuery, placeQuery, usePlace } from './place-queries.ts'
export { PlaceSearch } from './place-search.tsx'
