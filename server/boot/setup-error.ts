/** A failure that is the reader's to mend: shown as its message, without a stack. */
export class SetupError extends Error {
  override name = 'SetupError'
}
