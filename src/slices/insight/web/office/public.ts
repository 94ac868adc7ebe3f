export { readRankingSearch } from './ranking-search.ts'
export { TeamFigures } from './team-figures.tsx'
