import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

interface IconSet {
  readonly width: number;
  readonly height: number;
  readonly icons: Readonly<
    Record<string, { readonly body: string; readonly width?: number; readonly height?: number }>
  >;
}

/** An icon as a fragment, and the box it is drawn in. */
export interface Icon {
  readonly body: string;
  readonly viewBox: string;
}

/** Finds a pictogram of Fluent Emoji Flat by its name; undefined when the set has none of that name. */
type FindIcon = (name: string) => Icon | undefined;

/** Reads the icon set. It is large (some 3,000 icons): open it once, keep the icons that are used. */
export function openIcons(): FindIcon {
  const require = createRequire(import.meta.url);
  const path = require.resolve("@iconify-json/fluent-emoji-flat/icons.json");
  const set = JSON.parse(readFileSync(path, "utf8")) as IconSet;
  return (name) => {
    const icon = set.icons[name];
    if (icon === undefined) return undefined;
    return { body: icon.body, viewBox: `0 0 ${icon.width ?? set.width} ${icon.height ?? set.height}` };
  };
}
