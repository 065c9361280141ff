import { expect, test } from "vitest";
import { type Edit, problemsAfter } from "./check-fixture.ts";

/** The flow with the change, and words for the steps that the change adds. */
function walk(replace: string, by: string): Edit {
  return { file: "flows/walk.yaml", replace, by };
}
function words(replace: string, by: string): Edit {
  return { file: "locales/*/walk.yaml", replace, by };
}
const wordsOfHi = words("steps:\n", "steps:\n  hi: { text: Hej., plain: Hej hej. }\n");
const withoutSmall = walk("goals, small]", "goals]");
const beforeEnd = "  - { type: sign";

const cases: Record<string, [edits: Edit[], problems: string[]]> = {
  "no YAML": [
    [walk("id: walk", "id: [walk")],
    [
      "flows/walk.yaml:2 expected YAML, got: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1:",
    ],
  ],
  "a reference to nothing in YAML": [
    [walk("picture: tree\nguide", "picture: *tree\nguide")],
    ["flows/walk.yaml:1 expected YAML, got: Unresolved alias (the anchor must be set before the alias): tree"],
  ],
  "an unknown key": [[walk("series:", "serie:")], ["flows/walk.yaml:13 serie: expected no such key, got serie"]],
  "a value against the schema": [
    [walk("to: { param: points }", "to: 7")],
    ["flows/walk.yaml:17 steps.level.to: expected 3 or 5 or object, got 7"],
  ],
  "an unknown kind of step": [
    [walk("type: say", "type: tel")],
    [
      'flows/walk.yaml:16 steps.hello.type: expected say or choose or pick or scale or tell or date or sign or summary or sheet or when or each or repeat or person or run or end, got "tel"',
    ],
  ],
  "a bad id": [
    [walk("id: hello", "id: Hello")],
    [
      'flows/walk.yaml:16 steps.Hello.id: expected a short id: a-z, 0-9 and -, at most 24 characters, starting with a letter, got "Hello"',
    ],
  ],
  "another id than the file": [
    [walk("id: walk", "id: walks")],
    ["flows/walk.yaml:1 id: expected the name of the file (walk), got walks"],
  ],
  "the same id twice": [
    [walk("id: look }", "id: hello }"), words('  look: { text: "Du valgte {{level}}.", plain: Se her. }\n', "")],
    ["flows/walk.yaml:21 steps.2.then.hello.id: expected an id that no other step here has, got hello"],
  ],
  "a reserved id": [
    [walk("id: hello", "id: review"), words("  hello:", "  review:")],
    ["flows/walk.yaml:16 steps.review.id: expected an id that is not reserved, got review"],
  ],
  "a param called as what fills gaps": [
    [
      walk("topic: {", "item: { values: [a], default: a }\n  topic: {"),
      words("text: Hej. Vi", "text: Hej {{item}}. Vi"),
      words("params:\n", "params:\n  item: { a: en }\n"),
    ],
    ["flows/walk.yaml:5 params.item: expected a name that is not reserved, got item"],
  ],
  "a param called as a step": [
    [
      walk("topic: {", "goal: { values: [a], default: a }\n  topic: {"),
      words("text: Hej. Vi", "text: Hej {{goal}}. Vi"),
      words("params:\n", "params:\n  goal: { a: en }\n"),
    ],
    ["flows/walk.yaml:5 params.goal: expected a name that no step has, got goal"],
  ],
  "the same choice twice": [
    [walk("suggestions: [ball]", "suggestions: [ball, ball]")],
    ["flows/walk.yaml:23 steps.2.else.why.suggestions.1: expected an id that no other choice or item has, got ball"],
  ],
  "the same item twice": [
    [walk("[morning, evening]", "[morning, evening, morning]")],
    ["flows/walk.yaml:41 steps.part-of-day.over.2: expected an id that no other choice or item has, got morning"],
  ],

  "a condition on no step": [
    [walk("answer: level, end: top", "answer: levels, end: top")],
    ["flows/walk.yaml:19 steps.2.if.answer: expected an earlier step (level), got levels"],
  ],
  "a condition on a later step": [
    [walk("answer: level, end: top", "answer: things, given: true")],
    ["flows/walk.yaml:19 steps.2.if.answer: expected an earlier step, got things, which cannot have been answered yet"],
  ],
  "a day after what is no day": [
    [walk("picture: tree, markers: [today]", "picture: tree, after: level, markers: [today]")],
    ["flows/walk.yaml:27 steps.3.then.day.after: expected a date, got level, a scale"],
  ],
  "a condition on a step of a branch that ended": [
    [walk("over: things", "over: day")],
    ["flows/walk.yaml:32 steps.thing.over: expected an earlier step, got day, which cannot have been answered yet"],
  ],
  "a condition on a step inside a loop": [
    [
      walk(
        beforeEnd,
        `  - { type: when, if: { answer: goal, given: true }, then: [{ type: say, id: hi }] }\n${beforeEnd}`,
      ),
      wordsOfHi,
    ],
    ["flows/walk.yaml:54 steps.12.if.answer: expected a step that is seen from here, got goal, which is inside goals"],
  ],
  "a condition on what asks nothing": [
    [walk("answer: level, end: top", "answer: hello, given: true")],
    ["flows/walk.yaml:19 steps.2.if.answer: expected a step that asks, got hello, a say"],
  ],
  "a condition on no param": [
    [walk("param: topic", "param: topics")],
    ["flows/walk.yaml:25 steps.3.if.param: expected a param of the flow (topic, points), got topics"],
  ],
  "a loop over no step": [
    [walk("over: things", "over: thingy")],
    ["flows/walk.yaml:32 steps.thing.over: expected an earlier step (things), got thingy"],
  ],
  "a loop over its own answers": [
    [walk("over: things", "over: like")],
    ["flows/walk.yaml:32 steps.thing.over: expected a pick before this loop, got like, which is inside it"],
  ],
  "a loop over one answer": [
    [walk("over: things", "over: level")],
    ["flows/walk.yaml:32 steps.thing.over: expected a pick or person or repeat, got level, a scale"],
  ],
  "choices from no step": [
    [walk("from: friend", "from: friends")],
    ["flows/walk.yaml:51 steps.best.choices.from: expected an earlier step (there is none), got friends"],
  ],
  "choices from one answer": [
    [walk("from: friend", "from: level")],
    [
      "flows/walk.yaml:51 steps.best.choices.from: expected a pick, or a block that asks for a name, got level, a scale",
    ],
  ],
  "choices from a later step": [
    [walk("from: friend", "from: name-it")],
    [
      "flows/walk.yaml:51 steps.best.choices.from: expected an earlier step, got name-it, which cannot have been answered yet",
    ],
  ],
  "a summary of a later step": [
    [walk("of: [level, goals, small]", "of: [level, name-it]")],
    [
      "flows/walk.yaml:53 steps.sum.of.1: expected an earlier step (hello, level, look, why, things, thing, part-of-day, goals, friend, best, …), got name-it",
    ],
  ],
  "a count of words": [
    [walk("series: [level]", "count: [goals/goal]\nseries: [level]")],
    [
      "flows/walk.yaml:13 count.0: expected a choose of the flow (thing/like, best, inner/small), got goals/goal, a tell",
    ],
  ],
  "a series of words": [
    [walk("series: [level]", "series: [goals/goal]")],
    ["flows/walk.yaml:13 series.0: expected a scale of the flow (level), got goals/goal, a tell"],
  ],
  "a sheet of no step": [
    [walk("at: level", "at: levels")],
    ["flows/walk.yaml:7 sheet.at: expected a scale of the flow (level), got levels"],
  ],
  "a sheet of feelings without feelings": [
    [walk("kind: stairs, at: level", "kind: feelings, chosen: things, strength: why")],
    [
      "flows/walk.yaml:7 sheet.chosen: expected a pick of all feelings, got things without anger, sadness, fear, joy, love, surprise, disgust, shame",
      "flows/walk.yaml:7 sheet.strength: expected a scale of the flow (level), got why, a tell",
    ],
  ],
  "a bell of no answers": [
    [walk("kind: stairs, at: level", "kind: bell, inside: things, outside: hello, out: whys")],
    [
      "flows/walk.yaml:7 sheet.outside: expected a choose or pick or scale or tell or date of the flow (level, why, day, things, thing/like, thing/more-of-it, part-of-day/then-what, goals/goal, best, inner/small), got hello, a say",
      "flows/walk.yaml:7 sheet.out: expected a choose or pick or scale or tell or date of the flow (level, why, day, things, thing/like, thing/more-of-it, part-of-day/then-what, goals/goal, best, inner/small), got whys",
    ],
  ],
  "a circle of no people, with edits that move nobody": [
    [walk("kind: stairs, at: level", "kind: circle, people: goals, edits: goals")],
    [
      "flows/walk.yaml:7 sheet.people: expected a person of the flow (friend), got goals, a repeat",
      "flows/walk.yaml:7 sheet.edits: expected a choose of the flow (thing/like, best, inner/small), got goals/who",
      "flows/walk.yaml:7 sheet.edits: expected a choose of the flow (thing/like, best, inner/small), got goals/to",
    ],
  ],
  "a part that is a block without words": [
    [walk("kind: stairs, at: level", "kind: plan, parts: [things, goals], people: friend")],
    [
      "locales/da/walk.yaml:5 sheet.parts.goals: expected words, got none",
      "locales/en/walk.yaml:5 sheet.parts.goals: expected words, got none",
    ],
  ],
  "words of a part in one language only": [
    [
      walk("kind: stairs, at: level", "kind: list, parts: [things, best]"),
      {
        file: "locales/en/walk.yaml",
        replace: "sheet: { title: Din trappe }",
        by: "sheet: { title: Din trappe, parts: { things: Ting } }",
      },
    ],
    ["locales/da/walk.yaml:5 sheet.parts.things: expected words, got none"],
  ],
  "a list with something done that cannot be ticked": [
    [walk("kind: stairs, at: level", "kind: list, parts: [things], done: best")],
    ["flows/walk.yaml:7 sheet.done: expected a pick of the flow (things), got best, a choose"],
  ],
  "a decision without its halves": [
    [walk("kind: stairs, at: level", "kind: decision, halves: [things, thing], now: like, later: like, column: day")],
    [
      "flows/walk.yaml:7 sheet.halves.0: expected an each of the flow (thing, part-of-day), got things, a pick",
      "locales/da/walk.yaml:5 sheet.halves.things: expected words, got none",
      "locales/da/walk.yaml:5 sheet.halves.thing: expected words, got none",
      "locales/en/walk.yaml:5 sheet.halves.things: expected words, got none",
      "locales/en/walk.yaml:5 sheet.halves.thing: expected words, got none",
    ],
  ],
  "a decision with other steps in a half, and a day that is none": [
    [
      walk(
        "kind: stairs, at: level",
        "kind: decision, halves: [thing, part-of-day], now: [like, then-what], later: like, column: level",
      ),
      words("sheet: { title: Din trappe }", "sheet: { title: Din trappe, halves: { thing: A, part-of-day: B } }"),
    ],
    [
      "flows/walk.yaml:7 sheet.later: expected a choose or pick or scale or tell or date of the flow (level, why, day, things, thing/like, thing/more-of-it, part-of-day/then-what, goals/goal, best, inner/small), got part-of-day/like",
      "flows/walk.yaml:7 sheet.column: expected a date of the flow (day), got level, a scale",
    ],
  ],
  "a contract that nobody signs": [
    [walk("kind: stairs, at: level", "kind: contract, goal: why"), walk("type: sign", "type: tell")],
    ["flows/walk.yaml:7 sheet: expected a contract that a step of type sign signs, got no such step"],
  ],
  "a diploma without a text": [
    [walk("kind: stairs, at: level", "kind: diploma, text: topics")],
    [
      "flows/walk.yaml:7 sheet.text: expected a choose or pick or scale or tell or date of the flow (level, why, day, things, thing/like, thing/more-of-it, part-of-day/then-what, goals/goal, best, inner/small), got topics",
    ],
  ],
  "a sheet shown that the flow has not": [
    [walk("sheet: { kind: stairs, at: level }\n", ""), words("sheet: { title: Din trappe }\n", "")],
    [
      "flows/walk.yaml:16 steps.level: expected a sheet at the top of the flow, as this step shows it, got none",
      "flows/walk.yaml:20 steps.2.then.look: expected a sheet at the top of the flow, as this step shows it, got none",
    ],
  ],
  "an unknown flow to suggest": [
    [walk("next: part", "next: parts")],
    ["flows/walk.yaml:14 next: expected a flow (menneske, part, trang, walk), got parts"],
  ],
  "an unknown flow to run": [
    [withoutSmall, walk("flow: part, params: { size: big }", "flow: parts")],
    ["flows/walk.yaml:52 steps.inner.flow: expected a flow (menneske, part, trang, walk), got parts"],
  ],
  "an unknown param of a flow to run": [
    [walk("size: big }", "sizes: big }")],
    ["flows/walk.yaml:52 steps.inner.params.sizes: expected a param of part (size), got sizes"],
  ],
  "an unknown value for a flow to run": [
    [walk("size: big }", "size: huge }")],
    ["flows/walk.yaml:52 steps.inner.params.size: expected a value of size in part (big, little), got huge"],
  ],
  "a scale as long as no param": [
    [
      walk("to: { param: points }", "to: { param: point }"),
      walk('  points: { values: ["5", "3"], default: "5" }\n', ""),
    ],
    ["flows/walk.yaml:16 steps.level.to.param: expected a param of the flow (topic), got point"],
  ],
  "a scale of another length": [
    [walk('values: ["5", "3"]', 'values: ["5", "4"]')],
    ['flows/walk.yaml:17 steps.level.to.param: expected a param whose values are "3" and "5", got 4'],
  ],

  "a default that is no value": [
    [walk("default: home", "default: house")],
    ["flows/walk.yaml:5 params.topic.default: expected one of its values (home, job), got house"],
  ],
  "a param that nothing uses": [
    [walk("topic: {", "mood: { values: [a], default: a }\n  topic: {")],
    [
      "flows/walk.yaml:5 params.mood: expected a param that a condition, a scale, a diploma or words use, got no use of it",
    ],
  ],

  "a step after the end": [
    [walk("{ type: end }", "{ type: end }\n      - { type: say, id: hi }"), wordsOfHi],
    ["flows/walk.yaml:29 steps.3.then.hi: expected a step that can be reached, got one after the end"],
  ],
  "steps after both sides ended": [
    [
      walk("{ type: sheet, id: look }", "{ type: end }"),
      walk("suggestions: [ball] }", "suggestions: [ball] }\n      - { type: end }"),
      words('  look: { text: "Du valgte {{level}}.", plain: Se her. }\n', ""),
    ],
    ["flows/walk.yaml:25 steps.3: expected a step that can be reached, got one after the end"],
  ],
  "a choice that is not there": [
    [walk('answer: like, is: "yes"', 'answer: like, in: [maybe, "no"]')],
    ['flows/walk.yaml:36 steps.thing.steps.1.if.in: expected a value of like ("yes", "no"), got "maybe"'],
  ],
  "a number as text": [
    [walk("answer: level, end: top", 'answer: level, is: "5"')],
    ['flows/walk.yaml:19 steps.2.if.is: expected a value of level (1, 2, 3, 4, 5), got "5"'],
  ],
  "a number outside its scale": [
    [walk("answer: level, end: top", "answer: level, not: 7")],
    ["flows/walk.yaml:19 steps.2.if.not: expected a value of level (1, 2, 3, 4, 5), got 7"],
  ],
  "below the lowest number": [
    [walk("answer: level, end: top", "answer: level, below: 1")],
    ["flows/walk.yaml:19 steps.2.if: expected a condition that can hold, got one that never holds for level"],
  ],
  "above the highest number": [
    [walk("answer: level, end: top", "answer: level, above: 5")],
    ["flows/walk.yaml:19 steps.2.if: expected a condition that can hold, got one that never holds for level"],
  ],
  "several of one answer": [
    [walk('answer: like, is: "yes"', 'answer: like, includes: "yes"')],
    [
      "flows/walk.yaml:36 steps.thing.steps.1.if: expected a condition that can hold, got one that never holds for like",
    ],
  ],
  "one of several answers": [
    [walk(beforeEnd, `  - { type: when, if: { answer: things, is: ball }, then: [{ type: end }] }\n${beforeEnd}`)],
    ["flows/walk.yaml:54 steps.12.if: expected a condition that can hold, got one that never holds for things"],
  ],
  "a value that a param has not": [
    [walk("param: topic, is: home", "param: topic, is: house")],
    ['flows/walk.yaml:25 steps.3.if.is: expected a value of topic ("home", "job"), got "house"'],
  ],
  "a condition that always holds": [
    [
      walk("id: why, picture: tree", "id: why, picture: tree, required: true"),
      walk(
        "suggestions: [ball] }",
        "suggestions: [ball] }\n      - { type: when, if: { answer: why, given: true }, then: [{ type: say, id: hi }] }",
      ),
      wordsOfHi,
    ],
    ["flows/walk.yaml:24 steps.2.else.1.if: expected a condition that can fail, got one that always holds for why"],
  ],

  "a flow that runs itself": [
    [withoutSmall, walk("flow: part, params: { size: big }", "flow: walk")],
    ["flows/walk.yaml:52 steps.inner.flow: expected a flow that does not run walk again, got walk"],
  ],
  "a flow that runs itself through another": [
    [{ file: "flows/part.yaml", replace: "steps:\n", by: "steps:\n  - { type: run, id: back, flow: walk }\n" }],
    [
      "flows/part.yaml:7 steps.back.flow: expected a flow that does not run part again, got walk → part",
      "flows/walk.yaml:52 steps.inner.flow: expected a flow that does not run walk again, got part → walk",
    ],
  ],

  "an unknown deck": [
    [walk("{ type: tell, id: goal, picture: tree }", "{ type: tell, id: goal, picture: tree, draw: { deck: ask } }")],
    ["flows/walk.yaml:49 steps.goals.steps.goal.draw.deck: expected a deck of the flow (asks), got ask"],
  ],
  "a deck that nothing draws from": [
    [walk("decks:\n", "decks:\n  more: [{ id: more-1 }]\n"), words("decks:\n", "decks:\n  more: { more-1: Mere. }\n")],
    ["flows/walk.yaml:9 decks.more: expected a deck that a step draws from, got no such step"],
  ],
  "the same card twice": [
    [walk("    - { id: ask-3 }\n", "    - { id: ask-3 }\n    - { id: ask-3 }\n")],
    ["flows/walk.yaml:13 decks.asks.ask-3.id: expected an id that no other card has, got ask-3"],
  ],
  "a tag that no card has": [
    [walk("match: { kind: item }", "match: { kinds: item }")],
    ["flows/walk.yaml:34 steps.thing.steps.like.draw.match.kinds: expected a tag of deck asks (kind), got kinds"],
  ],
  "cards by item outside of a loop": [
    [walk("suggestions: [ball] }", "suggestions: [ball], draw: { deck: asks, match: { kind: item } } }")],
    ["flows/walk.yaml:23 steps.2.else.why.draw.match.kind: expected item only directly inside an each, got item"],
  ],
  "cards by several answers": [
    [walk("match: { kind: item }", "match: { kind: things }")],
    ["flows/walk.yaml:34 steps.thing.steps.like.draw.match.kind: expected a choose, got things, a pick"],
  ],
  "fewer fitting cards than rounds": [
    [
      walk("    - { id: ask-3 }\n", ""),
      walk("kind: game }", "kind: ball }"),
      words("    ask-3: Er det noget for dig?\n", ""),
    ],
    [
      "flows/walk.yaml:33 steps.thing.steps.like.draw: expected at least 1 cards in asks that fit kind game, one for each round, got 0",
    ],
  ],
  "fewer cards that fit a param than rounds": [
    [
      walk(
        "{ type: tell, id: goal, picture: tree }",
        "{ type: tell, id: goal, picture: tree, draw: { deck: asks, match: { topic: topic } } }",
      ),
      walk("tags: { kind: ball }", "tags: { kind: ball, topic: job }"),
    ],
    [
      "flows/walk.yaml:49 steps.goals.steps.goal.draw: expected at least 5 cards in asks that fit topic job, one for each round, got 3",
    ],
  ],
  "fewer cards than rounds of a repeated block": [
    [walk("{ type: tell, id: goal, picture: tree }", "{ type: tell, id: goal, picture: tree, draw: { deck: asks } }")],
    ["flows/walk.yaml:49 steps.goals.steps.goal.draw: expected at least 5 cards in asks, one for each round, got 3"],
  ],

  "R16 no flow behind a button of every step": [
    [
      { file: "flows/trang.yaml", remove: true },
      { file: "locales/*/trang.yaml", remove: true },
    ],
    ["flows/trang.yaml:1 the file: expected this flow, as a button at every step leads to it, got no such file"],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, problems]) => {
  expect(problemsAfter(edits)).toEqual(problems);
});

test("a card drawn on either side of a branch is counted once a round", () => {
  const draw = ", draw: { deck: asks, match: { kind: item } }";
  const branch = `then:
          - { type: tell, id: more-of-it, picture: tree${draw} }
        else:
          - { type: say, id: hi${draw} }`;
  const edits = [
    walk(draw, ""),
    walk("then:\n          - { type: tell, id: more-of-it, picture: tree }", branch),
    walk("    - { id: ask-3 }\n", ""),
  ];
  const inWords = [
    wordsOfHi,
    words('"{{item}}. {{card}}"', '"{{item}}."'),
    words("    ask-3: Er det noget for dig?\n", ""),
  ];
  expect(problemsAfter([...edits, ...inWords])).toEqual([]);
});
