/**
 * A drawing of the chart library made fit for a page that allows no style in its text: attributes for styles, nothing
 * that reacts to a pointer, and a title for who cannot see it.
 */
export function plainSvg(svg: string, title: string): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/ (class|ecmeta_\w+|pointer-events)="[^"]*"/g, "")
    .replace(/<svg[^>]*>/, (open) => `${open.replace("<svg", '<svg role="img"')}<title>${escapeText(title)}</title>`);
}

function attributesOf(style: string): string {
  return style
    .split(";")
    .map((declaration) => declaration.split(":"))
    .filter((parts): parts is [string, string] => parts.length === 2)
    .map(([name, value]) => ` ${name.trim()}="${value.trim()}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const escapeText = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character] as string);
