import { AppError } from "../../model/errors.ts";
import { type CitizenProfile, checkProfile, PROBLEMS } from "../../people/profile.ts";
import type { Database } from "../open.ts";
import { type Citizen, getCitizen } from "../people.ts";
import { storable } from "../storable.ts";

/** What is set of a citizen, as it is stored. */
export function profileOf(citizen: Citizen): CitizenProfile {
  return {
    name: citizen.name,
    language: citizen.language,
    persona: citizen.persona,
    wordForUse: citizen.word_for_use,
    pace: citizen.pace,
    choicesAtATime: citizen.choices_at_a_time,
    readAloud: citizen.read_aloud,
    hours: { from: citizen.hours_from, to: citizen.hours_to },
    region: citizen.region,
    firstContactOn: citizen.first_contact_on,
    firstTalkOn: citizen.first_talk_on,
  };
}

/**
 * Sets what is given of a citizen's profile. It counts from the citizen's next message.
 * @param languages those there are words in
 * @throws AppError "not-found"; "input": names each field that is wrong, and never what was given
 */
export async function setProfile(
  database: Database,
  id: string,
  change: Partial<CitizenProfile>,
  languages: readonly string[],
): Promise<CitizenProfile> {
  const before = profileOf(await getCitizen(database, id));
  const checked = checkProfile({ ...before, ...change }, languages);
  if (!checked.ok) {
    const lines = checked.problems.map(({ field, problem }) => `${field}: expected ${PROBLEMS[problem]}`);
    throw new AppError("input", lines.join("; "));
  }
  const profile = storable(checked.value);
  const key = await database.keys.of(id);
  const { name, wordForUse } = profile;
  const word = () => (wordForUse === null ? null : key.seal(wordForUse, "citizen.word_for_use", id));
  // sealed again it would count as a change
  const sealed = {
    ...(name === before.name ? {} : { name: key.seal(name, "citizen.name", id) }),
    ...(wordForUse === before.wordForUse ? {} : { word_for_use: word() }),
  };
  await database.db
    .updateTable("citizen")
    .set({
      ...sealed,
      language: profile.language,
      persona: profile.persona,
      pace: profile.pace,
      choices_at_a_time: profile.choicesAtATime,
      read_aloud: profile.readAloud,
      hours_from: profile.hours.from,
      hours_to: profile.hours.to,
      region: profile.region,
      first_contact_on: profile.firstContactOn,
      first_talk_on: profile.firstTalkOn,
    })
    .where("id", "=", id)
    .execute();
  return profile;
}
