/** A form of the console as it is sent: who may send it, and its fields with what is right in each. */
export interface Form {
  readonly as: "behandler" | "administrator";
  /** fields of few values, an id, a day, a number */
  readonly fields: Readonly<Record<string, string>>;
  /** fields that take words of one's own, or are not read when they make no sense */
  readonly words: Readonly<Record<string, string>>;
  /** other values of its address than the usual ones */
  readonly at: Readonly<Record<string, string>>;
}

type Texts = Readonly<Record<string, string>>;
const behandler = (fields: Texts = {}, words: Texts = {}, at: Texts = {}): Form => {
  return { as: "behandler", fields, words, at };
};
const administrator = (fields: Texts = {}, words: Texts = {}): Form => {
  return { as: "administrator", fields, words, at: {} };
};

const NONCE = "0123456789abcdefghij";
const ANSWER = { nonce: NONCE, words: "hej", by: "staff", token: "" };

/** Every form of the console by its address under `/staff`. One that is new there must be here, with what it takes. */
export const formsOf = (ids: Texts): Readonly<Record<string, Form>> => ({
  "/citizens/:citizen/send/:flow": behandler(
    {
      ...{ "param-topic": "$own", "param-points": "5" },
      ...{ when: "weekly", weekday: "MO", "weekly-time": "10:00", until: "2027-03-01", holidays: "keep" },
    },
    { "own-topic": "kaffe" },
  ),
  "/citizens/:citizen/invite": behandler({ channel: "web" }),
  "/citizens/:citizen/devices/:device/remove": behandler(),
  "/citizens/:citizen/chats/:chat/remove": behandler(),
  "/citizens/:citizen/schedules/:schedule/pause": behandler({ from: "2026-12-01", to: "2026-12-05" }),
  "/citizens/:citizen/schedules/:schedule/resume": behandler(),
  "/citizens/:citizen/schedules/:schedule/stop": behandler(),
  "/citizens/:citizen/consent": behandler({ receiver: ids.staff ?? "", exercise: "parathed", earlier: "yes" }),
  "/citizens/:citizen/appointments/new": behandler(
    { day: "2026-12-10", time: "10:00", minutes: "45", picture: "home", staff: ids.staff ?? "" },
    { place: "Havnegade 3", others: "Kim" },
  ),
  "/citizens/:citizen/appointments/:appointment/move": behandler({ day: "2026-12-11", time: "11:00", minutes: "60" }),
  "/citizens/:citizen/appointments/:appointment/became": behandler({ became: "held" }),
  "/citizens/:citizen/appointments/:appointment/cancel": behandler(),
  "/citizens/:citizen/guide/:flow": behandler({ nonce: NONCE }, {}, { flow: "dagbog" }),
  "/citizens/:citizen/guide/now/answer": behandler({}, ANSWER),
  "/citizens/:citizen/guide/now/text-size": behandler({ size: "2" }),
  "/citizens/:citizen/guide/now/again": behandler(),
  "/citizens/:citizen/guide/own/answer": behandler({}, ANSWER),
  "/citizens/:citizen/guide/own/text-size": behandler({ size: "2" }),
  "/citizens/:citizen/requests/done": administrator({ what: "copy" }),
  "/citizens/:citizen/copy": administrator(),
  "/citizens/:citizen/profile": administrator(
    {
      ...{ persona: "young-man", language: "da", pace: "calm", choicesAtATime: "5", readAloud: "yes" },
      ...{ from: "8", to: "20", region: "midtjylland", firstContactOn: "2026-11-02", firstTalkOn: "2026-11-09" },
    },
    { name: "Bo", wordForUse: "øl" },
  ),
  "/citizens/:citizen/relations": administrator({ staff: ids.taker ?? "", role: "behandler" }),
  "/citizens/:citizen/relations/end": administrator({ staff: ids.taker ?? "", role: "behandler" }),
  "/outcomes/:id/new": behandler({}, { back: "/staff/inbox" }),
  "/outcomes/:id/looked": behandler({}, { back: "/staff/inbox?all=1" }),
  "/outcomes/:id/note": behandler({}, { text: "som det var" }),
  "/outcomes/:id/sign": behandler(),
  "/alerts/:alert/claim": behandler({}, { from: "" }),
  "/alerts/:alert/words": behandler(),
  "/alerts/:alert/close": behandler({}, { note: "set" }),
  "/duty/:unit/add": administrator({
    ...{ day: "3", date: "", from: "08:00", to: "16:00", staff: ids.staff ?? "", rank: "1" },
  }),
  "/duty/:unit/set": administrator({
    ...{ first: "10", tovholder: ids.tovholder ?? "", then: "20", leder: ids.leder ?? "", phone: "12345678" },
  }),
  "/duty/:unit/remove/:duty": administrator(),
  "/people/units/new": administrator({}, { name: "Et hus" }),
  "/people/staff/new": administrator({ role: "tovholder", unit: ids.unit ?? "" }, { name: "Ida" }),
  "/people/citizens/new": administrator(
    { persona: "young-man", behandler: ids.staff ?? "", unit: ids.unit ?? "" },
    { name: "Eva" },
  ),
  "/citizens/:citizen/move": administrator({ unit: ids.other ?? "", behandler: "$same" }),
  "/citizens/:citizen/close": administrator({ reason: "completed" }),
  "/citizens/:citizen/reopen": administrator(),
  "/people/staff/:staff/leave": administrator({ to: ids.taker ?? "", leave: "no" }),
  "/citizens/:citizen/erase": administrator({ confirm: "Bo" }),
});
