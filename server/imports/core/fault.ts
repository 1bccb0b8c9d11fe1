/** Why a row or a cell is not imported. The code is for programs, the sentence for whoever mends the file. */
export interface Fault {
  column: string | null
  value: string | null
  code: FaultCode | (string & {})
  sentence: string
}

export type FaultCode =
  | 'BROKEN_QUOTES' | 'COLUMN_COUNT' | 'ENCODING' | 'REQUIRED' | 'NOT_A_NUMBER' | 'NOT_WHOLE' | 'NOT_A_DATE' | 'NOT_A_CHOICE' | 'OUT_OF_RANGE' | 'TOO_LONG'
  | 'UNKNOWN_REFERENCE' | 'DUPLICATE' | 'REFUSED'

export const fault = (code: FaultCode, sentence: string, column: string | null = null, value: string | null = null): Fault => ({ code, sentence, column, value })

/** A fault and where it stands; lines are counted as an editor counts them, the header being line 1. */
export interface Reject extends Fault { file: string; line: number }
