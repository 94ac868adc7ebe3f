export { evaluate, type IndicatorValue, type KeptAmounts } from './evaluate.ts'
export {
  type Indicator,
  type IndicatorCatalogue,
  type IndicatorTerm,
  indicatorOfItem,
  keptCode,
  keptCodes,
} from './indicator.ts'
export { indicatorsRoute } from './routes.ts'
