import { loadSharp } from "../../../pictures/sharp.ts";

const STAIRS = "M12 52V42h13V32h13V22h14";

/** The sign of the product on its colour, filled to the edges: Teams rounds the corners itself. */
const COLOR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 0 74 74"><path d="M-5 0h74v74h-74z" fill="#0b5563"/>
<path d="${STAIRS}" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
/** White on nothing, as Teams wants it. */
const OUTLINE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="4 9 56 56"><path d="${STAIRS}" fill="none" stroke="#fff"
 stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

async function png(svg: string, size: number): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return await sharp(Buffer.from(svg)).resize(size, size).png().toBuffer();
}

/** The two icons of the app: 192 and 32 pixels. */
export async function drawIcons(): Promise<{ color: Uint8Array; outline: Uint8Array }> {
  return { color: await png(COLOR, 192), outline: await png(OUTLINE, 32) };
}
