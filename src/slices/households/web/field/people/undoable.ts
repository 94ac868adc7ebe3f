/** What was just done to somebody, and how it is taken back. */
export interface Undoable {
  message: string
  undo: () => void
}
