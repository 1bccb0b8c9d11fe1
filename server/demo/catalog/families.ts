import { automationFamilies } from './automation.ts'
import { cuttingToolFamilies } from './cutting-tools.ts'
import type { Family } from './family.ts'
import { millingFamilies } from './machines-milling.ts'
import { turningFamilies } from './machines-turning.ts'
import { measuringFamilies } from './measuring.ts'
import { servicePartFamilies } from './service-parts.ts'
import { toolHolderFamilies } from './tool-holders.ts'
import { workholdingFamilies } from './workholding.ts'

export const families: Family[] = [
  ...turningFamilies, ...millingFamilies, ...toolHolderFamilies, ...cuttingToolFamilies, ...workholdingFamilies, ...automationFamilies, ...measuringFamilies, ...servicePartFamilies,
]
