/** One planned statement. Its single column `answer` is JSON text, keyed as the document names its fields. */
export class Plan {
  constructor(readonly text: string, readonly values: unknown[]) {}
}
