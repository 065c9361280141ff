/** Imports point inwards (docs: "The map" in README.md). */
const only = (name, from, allowed) => ({
  name,
  severity: "error",
  comment: `${from} may import only ${allowed.join(", ")}`,
  from: { path: `^src/${from}/` },
  to: { path: "^src/", pathNot: `^src/(${[from, ...allowed].join("|")})/` },
});

module.exports = {
  forbidden: [
    // types may refer to each other: a step holds steps
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "\\.d\\.ts$|^src/(main|cli)\\.ts$|/assets/" }, to: {} },
    only("model-imports-nothing", "model", []),
    only("words", "words", ["model", "flow"]),
    only("flow", "flow", ["model", "words"]),
    only("engine", "engine", ["model", "flow"]),
    only("render", "render", ["model", "flow"]),
    only("pictures", "pictures", ["model", "flow"]),
    only("print", "print", ["model", "pictures"]),
    only("reports", "reports", ["model", "flow", "engine", "render"]),
    only("schedule", "schedule", ["model"]),
    only("safety", "safety", ["model"]),
    only("people", "people", ["model", "flow"]),
    only("tracing", "tracing", []),
    only("store", "store", ["model", "flow", "people", "tracing"]),
    only("jobs", "jobs", ["model", "schedule", "store", "channels", "tracing"]),
    only("copy", "copy", ["model", "flow", "render", "reports", "schedule", "store"]),
    only("http", "http", ["model", "tracing"]),
    only("sign-in", "sign-in", ["model", "people", "store", "http"]),
    only("channels", "channels", ["model", "pictures", "http"]),
    only("console", "console", ["http", "sign-in", "model", "flow", "engine", "render", "reports", "pictures", "print", "schedule", "people", "store", "channels"]),
    // staff's work beside the console: it reads what the console reads, and answers in cards
    only("desk", "desk", ["model", "flow", "engine", "reports", "pictures", "schedule", "people", "store", "channels", "console"]),
    {
      name: "environment-is-read-once",
      severity: "error",
      from: { path: "^src/(?!main|cli|config)" },
      to: { path: "^src/(main|cli|app)\\.ts$" },
    },
    {
      name: "no-dev-dependencies",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
