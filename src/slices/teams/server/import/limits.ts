/** Limits on foreign files: each is told in the sentence that refuses. */
export const limits = {
  fileBytes: 50 * 1024 * 1024,
  /** What an archive may unpack to, counted while it unpacks: its headers may lie. */
  inflatedBytes: 200 * 1024 * 1024,
  archiveEntries: 5_000,
  /** Rows that hold something; the whole network has 348,362 members. */
  rows: 400_000,
  /** Columns that hold something. */
  columns: 256,
  /** Cells that hold something: what the server keeps in memory. */
  cells: 8_000_000,
  /** Longer texts are no cell of a roster; what is cut off are essays in notes. */
  cellCharacters: 2_000,
  mergedRanges: 500_000,
  sheets: 500,
  /** The child that reads. 350,000 rows of .xlsx take it 250 MB and 6 s. */
  childMemoryMb: 768,
  childTimeoutMs: 60_000,
  childOutputBytes: 200 * 1024 * 1024,
} as const
