import type { CardLook } from "../channels/teams/cards/look.ts";
import type { TeamsStaff } from "../channels/teams/parts.ts";
import { daySaid, whenSaid } from "../console/view/when.ts";
import type { DeskParts } from "./parts.ts";

/** Pixels of a picture, to either side: more is not shown by Teams. */
const PICTURE_MOST = 1024;

/** How cards speak to somebody. */
export function lookFor(parts: DeskParts, { language }: Pick<TeamsStaff, "language">): CardLook {
  const words = parts.translator.words(language);
  const from = (file: "teams" | "staff"): CardLook["say"] => {
    return (name, values) => {
      const key = file === "teams" ? `cards.${name}` : name;
      return words.say(values ? { from: file, key, values } : { from: file, key });
    };
  };
  const staff = from("staff");
  const said = { words, say: staff, now: parts.now() };
  return {
    language,
    say: from("teams"),
    staff,
    picture(picture, width) {
      const link = parts.pictures.link(picture);
      const most = Math.floor(PICTURE_MOST * Math.min(1, link.width / link.height));
      return parts.shownAt(link, Math.min(width, most));
    },
    when: (at) => whenSaid(said, at),
    day: (day) => daySaid(said, day),
    console: (path) => parts.consoleUrl(path),
  };
}
