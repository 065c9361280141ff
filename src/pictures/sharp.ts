/** What draws pixels: a large library, loaded with the first picture and not at the start. */
export const loadSharp = async () => (await import("sharp")).default;
