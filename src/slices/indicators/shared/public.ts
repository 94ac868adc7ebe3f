export { evaluate, type KeptAmounts } from './evaluate.ts'
export {
  type Indicator,
  type IndicatorCatalogue,
  type IndicatorTerm,
  indicatorOfItem,
  keptCodes,
} from './indicator.ts'
export { indicatorsRoute } from './routes.ts'
