import { expect, test } from "vitest";
import { type Edit, problemsAfter } from "./check-fixture.ts";

function words(replace: string, by: string, file = "locales/da/walk.yaml"): Edit {
  return { file, replace, by };
}
const walk = (replace: string, by: string) => words(replace, by, "flows/walk.yaml");

const cases: Record<string, [edits: Edit[], problems: string[]]> = {
  "no words in one language": [
    [{ file: "locales/en/part.yaml", remove: true }],
    ["locales/en/part.yaml:1 the file: expected the words of part, got no such file"],
  ],
  "words of no flow": [
    [{ file: "locales/da/tour.yaml", write: "title: En tur\n" }],
    ["locales/da/tour.yaml:1 the file: expected words of a flow, got no flow tour in flows"],
  ],
  "no title": [
    [words("title: En tur\n", "", "locales/en/walk.yaml")],
    ["locales/en/walk.yaml:1 title: expected words, got none"],
  ],
  "R13 no plainer wording": [
    [words("    plain: Hvilket tal passer?\n", "", "locales/en/walk.yaml")],
    ["locales/en/walk.yaml:15 steps.level.plain: expected words, got none"],
  ],
  "empty words": [
    [words("plain: Hvornår?", "plain: ''")],
    ["locales/da/walk.yaml:29 steps.day.plain: expected words, got none"],
  ],
  "R11 no words beside a number": [
    [words(', "5": meget', "")],
    ["locales/da/walk.yaml:20 steps.level.values.of5.5: expected words, got none"],
  ],
  "no label of a choice": [
    [words("game: Et spil }", "}")],
    ["locales/da/walk.yaml:34 steps.things.choices.game: expected words, got none"],
  ],
  "no words of an item": [
    [words(", evening: aften", "")],
    ["locales/da/walk.yaml:42 steps.part-of-day.items.evening: expected words, got none"],
  ],
  "no words of a card": [
    [words("    ask-3: Er det noget for dig?\n", "")],
    ["locales/da/walk.yaml:7 decks.asks.ask-3: expected words, got none"],
  ],
  "no words of a param that words use": [
    [words(", job: dit job", "")],
    ["locales/da/walk.yaml:4 params.topic.job: expected words, got none"],
  ],
  "no question after each round": [
    [words(", plain: Er der mere?", "")],
    ["locales/da/walk.yaml:44 steps.goals.more.plain: expected words, got none"],
  ],

  "words of no step": [
    [words("  day:", "  days: { text: Hej. }\n  day:")],
    [
      "locales/da/walk.yaml:29 steps.days: expected words the flow uses (hello, level, look, why, day, things, like, more-of-it, part-of-day, then-what, …), got days",
    ],
  ],
  "words that a step does not say": [
    [words("plain: Hej.", "plain: Hej.\n    short: Hej")],
    ["locales/da/walk.yaml:15 steps.hello.short: expected words the flow uses (text, plain), got short"],
  ],
  "words of a choice that is not in the flow": [
    [words("game: Et spil }", "game: Et spil, dog: En hund }")],
    ["locales/da/walk.yaml:34 steps.things.choices.dog: expected words the flow uses (ball, game), got dog"],
  ],
  "other words of a choice that is not in the flow": [
    [words("also: { ball: [bolden] }", "also: { dog: [hunden] }")],
    ["locales/da/walk.yaml:28 steps.why.also.dog: expected words the flow uses (ball), got dog"],
  ],
  "words of no card": [
    [words("    ask-3:", "    ask-4: Hej.\n    ask-3:")],
    ["locales/da/walk.yaml:10 decks.asks.ask-4: expected words the flow uses (ask-1, ask-2, ask-3), got ask-4"],
  ],
  "words of no value of a param": [
    [words("home: dit hjem", "home: dit hjem, car: din bil")],
    ["locales/da/walk.yaml:4 params.topic.car: expected words the flow uses (home, job), got car"],
  ],
  "words of no sheet": [
    [{ file: "locales/da/part.yaml", replace: "steps:", by: "sheet: { title: Hej }\nsteps:" }],
    ["locales/da/part.yaml:3 sheet: expected words the flow uses (title, aim, params, steps), got sheet"],
  ],
  "a key that is not in words": [
    [words("plain: Hej.", "plain: Hej.\n    plane: Hej.")],
    ["locales/da/walk.yaml:15 steps.hello.plane: expected no such key, got plane"],
  ],
  "words that are a list": [
    [words("short: Hvor klar", "short: [Hvor klar]")],
    ['locales/da/walk.yaml:18 steps.level.short: expected string, got ["Hvor klar"]'],
  ],
  "R7 a long label": [
    [words("game: Et spil }", "game: Et spil med kort }")],
    ['locales/da/walk.yaml:34 steps.things.choices.game: expected at most 3 words, got 4: "Et spil med kort"'],
  ],
  "a long title": [
    [words("title: En tur", "title: En tur i en skov")],
    ['locales/da/walk.yaml:1 title: expected at most 3 words, got 5: "En tur i en skov"'],
  ],
  "a long name in summaries": [
    [words("short: Hvor klar", "short: Hvor klar er du")],
    ['locales/da/walk.yaml:18 steps.level.short: expected at most 3 words, got 4: "Hvor klar er du"'],
  ],

  "a gap that names nothing": [
    [words("Hvilket tal passer?", '"Hvilket {{tal}}?"')],
    [
      "locales/da/walk.yaml:17 steps.level.plain: expected a gap that can be filled here (word, topic, points), got {{tal}}",
    ],
  ],
  "a gap for a later answer": [
    [words("Hvilket tal passer?", '"Hvilket {{why}}?"')],
    [
      "locales/da/walk.yaml:17 steps.level.plain: expected a gap that can be filled here (word, topic, points), got {{why}}",
    ],
  ],
  "a gap for an item outside of a loop": [
    [words("Hvilket tal passer?", '"Hvilket {{item}}?"')],
    [
      "locales/da/walk.yaml:17 steps.level.plain: expected a gap that can be filled here (word, topic, points), got {{item}}",
    ],
  ],
  "a gap for a card that is not drawn": [
    [words("Hvilket tal passer?", '"Hvilket {{card}}?"')],
    [
      "locales/da/walk.yaml:17 steps.level.plain: expected a gap that can be filled here (word, topic, points), got {{card}}",
    ],
  ],
  "a gap where only words stand": [
    [words("short: Hvor klar", 'short: "{{topic}}"')],
    ["locales/da/walk.yaml:18 steps.level.short: expected a gap that can be filled here (word), got {{topic}}"],
  ],
  "a gap that is not closed": [
    [words("Hvilket tal passer?", '"Hvilket {{level}?"')],
    ["locales/da/walk.yaml:17 steps.level.plain: expected gaps like {{name}}, got Hvilket {{level}?"],
  ],

  "shared words in one language only": [
    [words("repeat: Gentag", "repeat: Gentag, stop: Stop", "locales/da/common.yaml")],
    ["locales/en/common.yaml:2 controls.stop: expected words, as in da, got none"],
  ],
  "no file of shared words": [
    [{ file: "locales/en/common.yaml", remove: true }],
    ["locales/en/common.yaml:1 the file: expected shared words, got no such file"],
  ],

  "R8 a question without a picture": [
    [walk("id: why, picture: tree", "id: why")],
    ["flows/walk.yaml:23 steps.2.else.why: expected a picture or a sheet, got a question without"],
  ],
  "R8 no picture of the exercise": [
    [walk("id: walk\npicture: tree", "id: walk\npicture: walk")],
    ["flows/walk.yaml:2 picture: expected the name of a picture, got walk"],
  ],
  "R8 no picture of a step": [
    [walk("id: why, picture: tree", "id: why, picture: bush")],
    ["flows/walk.yaml:23 steps.2.else.why.picture: expected the name of a picture, got bush"],
  ],
  "R8 no picture of a choice": [
    [walk("suggestions: [ball]", "suggestions: [{ id: ball, picture: balls }]")],
    ["flows/walk.yaml:23 steps.2.else.why.suggestions.ball: expected the name of a picture, got balls"],
  ],
  "R8 no picture of an item": [
    [walk("id: then-what, picture: tree", "id: then-what, picture: item")],
    [
      "flows/walk.yaml:43 steps.part-of-day.steps.then-what.picture: expected the name of a picture, got morning",
      "flows/walk.yaml:43 steps.part-of-day.steps.then-what.picture: expected the name of a picture, got evening",
    ],
  ],
  "R11 no faces of a scale": [
    [
      walk("to: { param: points }, faces: face", "to: 3, faces: mood"),
      walk('  points: { values: ["5", "3"], default: "5" }\n', ""),
      words('      of5: { "1": ingen, "2": lidt, "3": noget, "4": en del, "5": meget }\n', "", "locales/*/walk.yaml"),
    ],
    [
      "flows/walk.yaml:16 steps.level.faces: expected the name of a picture, got mood-1",
      "flows/walk.yaml:16 steps.level.faces: expected the name of a picture, got mood-3",
      "flows/walk.yaml:16 steps.level.faces: expected the name of a picture, got mood-5",
    ],
  ],
  "R8 no picture of a person's record": [
    [walk("fields: [name]", "fields: [name, phone]")],
    ["flows/walk.yaml:50 steps.friend: expected the name of a picture, got person-phone"],
  ],
  "R8 no alternative text in one language": [
    [words("alt: Et grønt træ. }", "}", "locales/en/pictures.yaml")],
    [
      "locales/en/pictures.yaml:1 tree.alt: expected string, got nothing",
      "locales/en/pictures.yaml:1 tree.alt: expected words, as in da, got none",
    ],
  ],
  "R8 no alternative text in any language": [
    [words("tree: { meaning: Et træ, alt: Et grønt træ. }\n", "", "locales/*/pictures.yaml")],
    [
      "locales/da/pictures.yaml:1 tree.alt: expected an alternative text, as flows show this picture, got none",
      "locales/en/pictures.yaml:1 tree.alt: expected an alternative text, as flows show this picture, got none",
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, problems]) => {
  expect(problemsAfter(edits)).toEqual(problems);
});
