import { convergence } from './convergence.ts'

convergence(0, 2)
