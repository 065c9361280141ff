import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Attempt, createOidc, type Oidc } from "../../src/sign-in/oidc.ts";

/** An issuer that gives whatever id token it is told to. */
let server: Server;
let issuer: string;
let token: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let strange: typeof keys;
let oidc: Oidc;

beforeAll(async () => {
  [keys, strange] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: "ES256" }] };
  server = createServer((request, response) => {
    const answers: Record<string, object> = {
      "/.well-known/openid-configuration": {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ["ES256"],
      },
      "/jwks": jwks,
      "/token": { access_token: "unused", token_type: "bearer", id_token: token },
    };
    const found = answers[request.url ?? ""];
    response.writeHead(found ? 200 : 500, { "content-type": "application/json" }).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const our = { issuer, clientId: "skridt", clientSecret: "secret", claim: "sub" };
  const at = {
    callback: "http://skridt.test/staff/sign-in/callback",
    signedOut: "http://skridt.test/staff/signed-out",
  };
  oidc = createOidc(our, at, () => new Date());
});
afterAll(() => server?.close());

interface Claims {
  iss?: string;
  aud?: string;
  nonce?: string | undefined;
  exp?: number;
  iat?: number;
}

const claimsFor = ({ nonce }: Attempt, claims: Claims) => {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: "skridt", sub: "mette", nonce, iat: now, exp: now + 300, ...claims };
};
const signed = (payload: object, by = keys, kid = "one") =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: "ES256", kid }).sign(by.privateKey);

const past = () => Math.floor(Date.now() / 1000) - 3600;

it("takes a token that is in order", async () => {
  const { attempt } = await oidc.begin("/staff");
  token = await signed(claimsFor(attempt, {}));
  expect(await oidc.finish(`?code=x&state=${attempt.state}`, attempt)).toMatchObject({ sub: "mette" });
});

it.each<[string, (attempt: Attempt) => Promise<string> | string]>([
  ["of another issuer", (it) => signed(claimsFor(it, { iss: "https://example.org" }))],
  ["for another application", (it) => signed(claimsFor(it, { aud: "another" }))],
  ["that has run out", (it) => signed(claimsFor(it, { iat: past() - 60, exp: past() }))],
  ["of another attempt", (it) => signed(claimsFor(it, { nonce: "another" }))],
  ["without a nonce", (it) => signed(claimsFor(it, { nonce: undefined }))],
  ["signed by a stranger", (it) => signed(claimsFor(it, {}), strange)],
  ["signed by an unknown key", (it) => signed(claimsFor(it, {}), strange, "two")],
  ["that nobody signed", (it) => new UnsecuredJWT(claimsFor(it, {})).encode()],
  ["that is none", () => "not.a.token"],
])("refuses a token %s, and says nothing of what it holds", async (_, forge) => {
  const { attempt } = await oidc.begin("/staff");
  token = await forge(attempt);
  const finishing = oidc.finish(`?code=x&state=${attempt.state}`, attempt);
  await expect(finishing).rejects.toMatchObject({ code: "refused", message: expect.not.stringContaining("mette") });
});

it.each(["", "?code=x", "?state=STATE", "?error=access_denied&state=STATE", "?code=x&state=another"])(
  "refuses the answer %j",
  async (answer) => {
    const { attempt } = await oidc.begin("/staff");
    token = await signed(claimsFor(attempt, {}));
    const finishing = oidc.finish(answer.replace("STATE", attempt.state), attempt);
    await expect(finishing).rejects.toMatchObject({ code: "refused" });
  },
);
