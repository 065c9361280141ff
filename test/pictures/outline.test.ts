import { expect, it } from "vitest";
import { outlineText } from "../../src/pictures/outline.ts";

it("draws the words of a chart as outlines, on paper, and keeps its title for who cannot see it", () => {
  const text = `<text dominant-baseline="central" text-anchor="end" font-size="18px" font-weight="700" x="-18" transform="translate(122 234)" fill="#1b2a33">R&amp;D</text>`;
  const drawn = outlineText(`<svg width="400" height="282"><title>Parathed</title>${text}</svg>`);
  expect(drawn).not.toContain("<text");
  expect(drawn).toContain('<title>Parathed</title><rect width="100%" height="100%" fill="#ffffff"/>');
  const xs = [...drawn.matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x));
  // it ends where it is anchored
  expect(Math.max(...xs)).toBeLessThanOrEqual(104);
  expect(Math.min(...xs)).toBeGreaterThan(50);
});
