import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import nock from "nock";

export const CLIENT_ID = "11111111-1111-4111-8111-111111111111";
export const TENANT_ID = "22222222-2222-4222-8222-222222222222";
export const ISSUER = "https://api.botframework.com";
const LOGIN = "https://login.microsoftonline.com";

/** Microsoft's signing hosts, with keys of our own. */
export interface Signers {
  /** what the bot is let in with by its client secret */
  readonly botToken: string;
  /** A bearer token; what is not given is right. `stranger`: by a key that nobody publishes. */
  token(claims?: JWTPayload, how?: { readonly stranger?: boolean; readonly expired?: boolean }): Promise<string>;
  close(): void;
}

// nock stands in every request's way as soon as it is loaded: not for those who only want a name from here
nock.restore();

/** Only the hosts named here are stood in for; all other requests go where they are meant to. */
export async function signers(): Promise<Signers> {
  const [known, strange] = await Promise.all([keys(), keys()]);
  const botToken = await new SignJWT({ aud: ISSUER })
    .setProtectedHeader({ alg: "RS256", kid: "k1" })
    .sign(known.privateKey);
  const published = { keys: [{ ...(await exportJWK(known.publicKey)), kid: "k1", alg: "RS256", use: "sig" }] };
  if (!nock.isActive()) nock.activate();
  const bot = nock("https://login.botframework.com").persist();
  bot.get("/v1/.well-known/keys").reply(200, published);
  const entra = nock(LOGIN).persist();
  entra.get(`/${TENANT_ID}/discovery/v2.0/keys`).reply(200, published);
  entra.get(/openid-configuration/).reply(200, {
    issuer: `${LOGIN}/${TENANT_ID}/v2.0`,
    token_endpoint: `${LOGIN}/${TENANT_ID}/oauth2/v2.0/token`,
    authorization_endpoint: `${LOGIN}/${TENANT_ID}/oauth2/v2.0/authorize`,
    jwks_uri: `${LOGIN}/${TENANT_ID}/discovery/v2.0/keys`,
  });
  entra
    .post(`/${TENANT_ID}/oauth2/v2.0/token`)
    .query(true)
    .reply(200, { token_type: "Bearer", expires_in: 3600, access_token: botToken });
  return {
    botToken,
    async token(claims = {}, { stranger = false, expired = false } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const given = { iss: ISSUER, aud: CLIENT_ID, serviceurl: "https://smba.trafficmanager.net/emea/", ...claims };
      return await new SignJWT({ iat: now - 7200, exp: now + (expired ? -3600 : 3600), ...given })
        .setProtectedHeader({ alg: "RS256", kid: "k1" })
        .sign(stranger ? strange.privateKey : known.privateKey);
    },
    close() {
      nock.cleanAll();
      nock.restore();
    },
  };
}

const keys = () => generateKeyPair("RS256", { extractable: true });
