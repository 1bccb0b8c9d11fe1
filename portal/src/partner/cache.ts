import type { CacheSettings } from '../shared/cache'

export const cache: CacheSettings = {}
