import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openPictures } from "../src/pictures/index.ts";

/** Lists the licence of every package that is delivered and of every picture: `npm run -s licences`. */
interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly version?: string;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };
const packages = Object.entries(lock.packages)
  .filter(([path, it]) => path !== "" && !it.dev && existsSync(join(path, "package.json")))
  .map(([path, it]) => {
    const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { license?: string };
    return [path.replace(/^.*node_modules\//, ""), it.version ?? "", manifest.license ?? "not stated"];
  });
const pictures = (await openPictures({ mediaDir: "media", cacheDir: join("data", "pictures") }))
  .describe()
  .map((it) => [it.name, it.kind, it.licence]);

const print = (title: string, rows: readonly (readonly string[])[]): void => {
  process.stdout.write(`${title}\n${rows.map((row) => row.join("\t")).join("\n")}\n\n`);
};
print("Packages", packages);
print("Pictures", pictures);
