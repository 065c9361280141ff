/** The one look of all composed pictures. Text on `paper` and on `tint` has a contrast of at least 7:1. */
export const PALETTE = {
  ink: "#1b2a33",
  quiet: "#47565f",
  paper: "#ffffff",
  tint: "#e6f0f1",
  line: "#a9bcc2",
  brand: "#0b5563",
  step: "#cfe2e4",
  stepEdge: "#5d8790",
} as const;

/** Units; a sheet is 720 wide and shown at about half of that on a phone. */
export const SHEET_WIDTH = 720;
export const MARGIN = 24;
