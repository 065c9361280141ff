import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that mostly wait: for claims of a killed process to lapse, for a lease, for a browser. */
const WAITING = [
  "test/faults/faults.test.ts",
  "test/channels/telegram/many.test.ts",
  "test/start/three.test.ts",
  "test/e2e/teams.test.ts",
  "test/channels/telegram/faults.test.ts",
  "test/store/lease.test.ts",
  "test/store/embedded/binaries.test.ts",
  "test/cli/process.test.ts",
];

/** What waits begins first, so that it does so while the others work; a new clone knows no times to sort by. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = (file: TestSpecification) => {
      const at = WAITING.indexOf(relative(file.project.config.root, file.moduleId).replaceAll("\\", "/"));
      return at < 0 ? WAITING.length : at;
    };
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
