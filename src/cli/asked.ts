import type { Command } from "commander";

/** A command as it was given. */
export interface Asked {
  /** its name and the names of the options given to it: "export --citizen --format" */
  readonly command: string;
  /** what was given with them */
  readonly words: unknown;
}

/** Before a command was read. */
export const NOTHING_ASKED: Asked = { command: "", words: [] };

/** How the answer looks says nothing of what was asked. */
const OF_THE_ANSWER = "--json";

export function asked(command: Command): Asked {
  const names: string[] = [];
  for (let it: Command | null = command; it?.parent; it = it.parent) names.unshift(it.name());
  const given = command.options.filter((it) => command.getOptionValueSource(it.attributeName()) === "cli");
  const options = given.flatMap(({ long }) => (long && long !== OF_THE_ANSWER ? [long] : []));
  return { command: [...names, ...options].join(" "), words: [command.args, command.opts()] };
}
