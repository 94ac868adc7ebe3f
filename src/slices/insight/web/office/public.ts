export const readRankingSearch = (): { by?: string } => ({})
