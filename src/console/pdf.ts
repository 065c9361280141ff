import type { Context } from "hono";

/** Hands over a page to print. The name of the file tells what it is and not whose. */
export function sendPdf(c: Context, flow: string, pdf: Buffer): Response {
  return c.body(new Uint8Array(pdf), 200, {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="skridt-${flow}.pdf"`,
    "X-Content-Type-Options": "nosniff",
  });
}
