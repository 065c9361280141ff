import { html, raw } from "hono/html";
import type { Quarter } from "../../model/indicators.ts";
import { PALETTE } from "../../pictures/palette.ts";
import { cellSaid, type SaidTable } from "../../reports/indicators/said.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

export interface NumbersView {
  readonly quarters: readonly Quarter[];
  readonly quarter: Quarter;
  readonly tables: readonly SaidTable[];
}

const CHART_LOOK = { ...PALETTE, font: "Atkinson Hyperlegible, Verdana, sans-serif" };

/** What is counted together: each as a drawing and as a table. */
export async function numbersPage(look: Look, { quarters, quarter, tables }: NumbersView): Promise<Awaited<Html>> {
  // one heading for the tables of one matter
  const sections = await Promise.all(tables.map((table, i) => section(look, table, tables[i - 1]?.id === table.id)));
  return await html`<h1>${look.say("numbers.of", { quarter: quarterSaid(look, quarter) })}</h1>
<p>${look.say("numbers.text")}</p>
<p class="quiet">${look.say("numbers.fixed")}</p>
<form class="period" method="get">
<label for="period">${look.say("numbers.period")}</label>
<select id="period" name="period">${quarters.map(
    (it) =>
      html`<option value="${it.id}"${it.id === quarter.id ? html` selected` : NOTHING}>${quarterSaid(look, it)}</option>`,
  )}</select>
<button class="button">${look.say("numbers.show")}</button>
</form>
<div class="figures">${sections}</div>`;
}

const quarterSaid = (look: Look, { id }: Quarter): string =>
  look.say("numbers.quarter", { year: id.slice(0, 4), number: id.slice(-1) });

async function section(look: Look, table: SaidTable, goesOn: boolean): Promise<Awaited<Html>> {
  return await html`<section class="figure">
${goesOn ? NOTHING : html`<h2>${table.title}</h2><p class="quiet">${table.text}</p>`}
${table.rows.length > 0 ? await filled(look, table) : html`<p class="nothing">${look.say("numbers.none")}</p>`}
</section>`;
}

async function filled(look: Look, table: SaidTable): Promise<Awaited<Html>> {
  // the library behind it is large, and read when there is something to draw
  const { barsOf } = await import("../../reports/bars.ts");
  const under = look.say("numbers.under");
  const heads = [...table.columns, ...table.noteColumns];
  return await html`<div class="counted">
<div class="chart">${raw(barsOf(table, table.columns, under, CHART_LOOK))}</div>
<table>
<thead><tr><th scope="col">${table.head}</th>${heads.map((it) => html`<th scope="col">${it}</th>`)}</tr></thead>
<tbody>${table.rows.map(({ label, cells, notes }) => {
    const said = [...cells.map((cell) => cellSaid(cell, look.words)), ...notes];
    return html`<tr><th scope="row">${label}</th>${said.map((it, i) => html`<td data-head="${heads[i]}">${it}</td>`)}</tr>
`;
  })}</tbody>
</table>
</div>`;
}
