// A process of its own that starts or joins the database of a folder, tells what happens, and stops when told.
import { startEmbedded } from "../../../src/store/embedded/index.ts";

const tell = (message: object) => process.send?.(message);
const dataDir = process.argv[2]!;
const embedded = await startEmbedded({ dataDir, onProgress: (progress) => tell({ progress }) });
tell({ url: embedded.url, adopted: embedded.adopted });
process.once("message", async () => {
  await embedded.stop();
  process.disconnect?.();
});
