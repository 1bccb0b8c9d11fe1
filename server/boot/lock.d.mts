export function withLock<T>(what: string, work: () => Promise<T>, folder?: string, wait?: (milliseconds: number) => void): Promise<T>
