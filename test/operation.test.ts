import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createMetrics } from "../src/metrics.ts";

const read = (file: string): string => readFileSync(join(import.meta.dirname, "..", file), "utf8");

/** What is asked of Prometheus, by the dashboard and by the rules. */
function queries(): string[] {
  const { panels } = JSON.parse(read("operation/dashboard.json")) as { panels: { targets: { expr: string }[] }[] };
  const { groups } = parse(read("operation/alerts.yaml")) as { groups: { rules: { expr: string }[] }[] };
  return [
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
  ];
}

/** Where a query cannot be read, and which metrics it names. */
function look(query: string): { wrong: string[]; names: string[] } {
  const [wrong, names]: [string[], string[]] = [[], []];
  parser.parse(query).iterate({
    enter({ type, from, to }) {
      if (type.isError) wrong.push(`${query} at ${from}`);
      if (type.name === "VectorSelector") names.push(/^\w+/.exec(query.slice(from, to))?.[0] ?? "");
    },
  });
  return { wrong, names };
}

test("every query of the dashboard and the rules can be read, and asks for what is counted", async () => {
  const metrics = createMetrics({
    outbox: async () => [{ channel: "web", waiting: 1, stuck: 0, age: 1, oldest: new Date() }],
    alerts: async () => [{ told: true, count: 1, age: 1 }],
  });
  const told = await metrics.text();
  // `up` is Prometheus' own
  const known = new Set([
    "up",
    ...[...told.matchAll(/^# TYPE (\w+) (\w+)/gm)].flatMap(([, name, type]) => {
      return type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name as string];
    }),
  ]);
  const looks = queries().map(look);
  expect(looks.length).toBeGreaterThan(15);
  expect(looks.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(looks.flatMap(({ names }) => names).filter((name) => !known.has(name))).toEqual([]);
});

describe("the image", () => {
  const text = read("Dockerfile");
  test("is built by a Dockerfile without mistakes", () => {
    expect(validate(text)).toEqual([]);
  });
  test("runs as a user who is not root, and says how it is", () => {
    const last = text.slice(text.lastIndexOf("\nFROM "));
    expect(/^USER (?!root)\w+$/m.test(last)).toBe(true);
    expect(last).toContain("HEALTHCHECK");
  });
  test("gets only what runs", () => {
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
      (names as string).split(" "),
    );
    const sent = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    expect([...new Set(copied)].toSorted()).toEqual(sent.toSorted());
  });
});

/** The directives of systemd.unit(5), systemd.service(5) and systemd.exec(5) that the unit uses. */
const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  Unit: ["Description", "Documentation", "After", "Wants"],
  Service: [
    ...["Type", "User", "Group", "WorkingDirectory", "EnvironmentFile", "Environment", "ExecStart", "Restart"],
    ...["RestartSec", "TimeoutStopSec", "KillMode", "UMask", "StateDirectory", "StateDirectoryMode", "RemoveIPC"],
    ...["CapabilityBoundingSet", "LockPersonality", "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectClock"],
    ...["ProtectControlGroups", "ProtectHome", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules"],
    ...["ProtectKernelTunables", "ProtectProc", "ProtectSystem", "RestrictAddressFamilies", "RestrictNamespaces"],
    ...["RestrictRealtime", "RestrictSUIDSGID", "SystemCallArchitectures", "SystemCallFilter"],
  ],
  Install: ["WantedBy"],
};

test("the unit of systemd has directives of its sections only, each once", () => {
  const sections = read("operation/skridt.service")
    .split(/^\[(\w+)\]$/m)
    .slice(1);
  for (let i = 0; i < sections.length; i += 2) {
    const lines = (sections[i + 1] as string).split("\n").filter((line) => line !== "");
    const names = lines.map((line) => /^(\w+)=/.exec(line)?.[1] ?? line);
    expect(names.filter((name) => !DIRECTIVES[sections[i] as string]?.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(sections.length).toBe(6);
});

test("every test that is named as the proof of something is there", () => {
  const named = ["SECURITY.md", "docs/asvs.md", "docs/security.md"].flatMap(
    (file) => read(file).match(/`test\/[^`]+`/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(50);
  const missing = named.filter((it) => !existsSync(join(import.meta.dirname, "..", it.slice(1, -1))));
  expect(missing).toEqual([]);
});
