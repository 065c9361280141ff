import { type Command, Option } from "commander";
import { askConsent } from "../consents.ts";
import type { AskedReceiver } from "../console/parts.ts";
import { AppError } from "../model/errors.ts";
import { RELATION_ROLES } from "../people/roles.ts";
import { consentRecords, consentsOf } from "../store/consents.ts";
import { mustExist } from "../store/people.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

interface Asked {
  citizen: string;
  staff?: string;
  role?: string;
  unit?: string;
  exercise?: string;
  earlier?: boolean;
  by?: string;
}

/** Who may see what: `consent ask`, which sends the question to the citizen, and `consent list`. */
export function addConsentCommands(program: Command, terminal: Terminal): void {
  const consent = program.command("consent").description("who may see what; only the citizen decides").exitOverride();
  withJson(
    consent
      .command("ask")
      .description("asks the citizen in their chat → {id}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .option("--staff <id>", "who may see: a staff member")
      .addOption(new Option("--role <role>", "or everyone of a role in a unit").choices(RELATION_ROLES))
      .option("--unit <id>", "that unit")
      .option("--exercise <id>", "one exercise; all without it")
      .option("--earlier", "also about what was sent to others before")
      .option("--by <id>", "the staff member who asks"),
  ).action(async (options: Json & Asked) => {
    const { citizen, exercise, earlier, by } = options;
    const optional = { ...(exercise ? { exercise } : {}), ...(earlier ? { earlier } : {}), ...(by ? { by } : {}) };
    const asked = { citizen, receiver: receiverOf(options), ...optional };
    const { id } = await withProduct(terminal, (product) => askConsent(product, asked));
    print(terminal, options, { id }, `asked (${id})`);
  });

  withJson(
    consent
      .command("list")
      .description("what the citizen has said, and when → {now, record}")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Json & { citizen: string }) => {
    const found = await withProduct(terminal, async ({ database }) => {
      await mustExist(database, "citizen", options.citizen);
      return {
        now: await consentsOf(database, options.citizen),
        record: await consentRecords(database, options.citizen),
      };
    });
    const rows = Object.values(found.now).map(({ name, kinds }) => ({
      name,
      said: Object.entries(kinds)
        .map(([kind, said]) => `${kind}: ${said ? "yes" : "no"}`)
        .join(", "),
    }));
    print(terminal, options, found, table(rows));
  });
}

function receiverOf({ staff, role, unit }: Asked): AskedReceiver {
  if (staff !== undefined && role === undefined && unit === undefined) return { staff };
  if (staff === undefined && role !== undefined && unit !== undefined) return { role, unit };
  throw new AppError("input", "expected --staff, or --role and --unit");
}
