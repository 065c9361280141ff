import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countersign } from "../src/signing.ts";
import { acting } from "../src/store/acting.ts";
import { listAudit } from "../src/store/audit-trail.ts";
import { outcomesOf } from "../src/store/outcomes.ts";
import { addStaff, getCitizen, relate } from "../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "./support/installation.ts";

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(async () => await installation.close());

/** The contract answered as shortly as it can be, signed, and shown to the behandler or kept. */
async function sign(citizen: TestCitizen, release: "send" | "keep"): Promise<string> {
  await citizen.begin("aftalekontrakt");
  for (let turns = 0; turns < 60; turns++) {
    const { frames } = await citizen.state();
    const session = frames.at(-1)?.session ?? "";
    const { message } = await citizen.take({ kind: "tap", token: "" });
    const ids = message.choices.map((it) => it.token.split(".").at(-1));
    const wanted = ["go-on", "sign", "yes", release].find(
      (id) => ids.includes(id) && !(id === "yes" && ids.includes("no")),
    );
    const required = ids.find((id) => id !== undefined && !id.includes("+") && id !== "unknown" && id !== "no");
    if (wanted) await citizen.tap(wanted);
    else if (ids.includes("no")) await citizen.tap("no");
    else if (required) await citizen.tap(required);
    else await citizen.say("Mindre uro");
    if ((await citizen.state()).frames.length === 0) return session;
  }
  throw new Error("expected the contract to come to an end");
}

const stored = async (citizen: TestCitizen) =>
  (await outcomesOf(installation.product.database, citizen.id)).find((it) => it.flow.id === "aftalekontrakt");

describe("the second signature under a contract", () => {
  it("is kept with the session, and in what the citizen keeps; signed twice it counts once", async () => {
    const { product, staff } = installation;
    const bo = await installation.newCitizen();
    const outcome = await sign(bo, "send");
    const signing = () => countersign(product, { outcome, by: staff.id });
    for (const _ of [1, 2]) await acting({ kind: "staff", id: staff.id }, signing);
    const rows = await listAudit(product.database, { citizen: bo.id, actor: staff.id }, 10);
    expect(rows.map(({ action, what, session, rule }) => [action, what, session, rule])).toEqual([
      ["added", "turn", outcome, "sent-to-them"],
    ]);
    expect((await stored(bo))?.signature).toMatchObject({ by: { id: staff.id, name: "Mette" } });
    const kept = (await bo.state()).kept.aftalekontrakt?.[0];
    expect(kept?.signed?.by.name).toBe("Mette");
  });
  it("is refused for a role that does not sign", async () => {
    const { product, unit } = installation;
    const bo = await installation.newCitizen();
    const kim = await addStaff(product.database, { name: "Kim", role: "socialpaedagog", unit: unit.id });
    await relate(product.database, { citizen: bo.id, staff: kim.id, role: "socialpaedagog" });
    const outcome = await sign(bo, "send");
    await expect(countersign(product, { outcome, by: kim.id })).rejects.toMatchObject({ code: "not-found" });
  });
  it("is not there to be given under what the citizen keeps to themselves (R22)", async () => {
    const { product, staff } = installation;
    const bo = await installation.newCitizen();
    const outcome = await sign(bo, "keep");
    await expect(countersign(product, { outcome, by: staff.id })).rejects.toMatchObject({ code: "not-found" });
    expect((await stored(bo))?.signature).toBeUndefined();
  });
  it("is refused under an exercise that needs none", async () => {
    const { product, staff } = installation;
    const bo = await installation.newCitizen();
    await bo.begin("dagbog");
    await bo.tap("3");
    await bo.tap("send");
    const [outcome] = await outcomesOf(product.database, bo.id);
    const wanted = { code: "refused", message: /dagbog: is signed by nobody else/ };
    await expect(countersign(product, { outcome: outcome!.id, by: staff.id })).rejects.toMatchObject(wanted);
  });
});

describe("what an exercise decides about the citizen", () => {
  it("is in the profile as soon as it is finished: the person that mirrors them", async () => {
    const { product } = installation;
    const bo = await installation.newCitizen();
    await bo.begin("persona");
    await bo.tap("go-on");
    for (let turns = 0; turns < 60 && (await bo.state()).frames.length > 0; turns++) {
      const { message } = await bo.take({ kind: "tap", token: "" });
      const ids = message.choices.map((it) => it.token.split(".").at(-1) as string);
      const wanted = ["mature-woman", "keep", "go-on", "no", "yes"].find((id) => ids.includes(id));
      if (wanted) await bo.tap(wanted);
      else await bo.take({ kind: "tap", token: message.controls.find((it) => it.control === "skip")!.token });
    }
    expect((await getCitizen(product.database, bo.id)).persona).toBe("mature-woman");
  });
});
