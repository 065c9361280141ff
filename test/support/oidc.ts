import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** Who has an account at the issuer: the object id that a staff list knows them by, and their groups. */
export interface Account {
  readonly oid: string;
  readonly groups?: readonly string[];
}

/** A real OpenID Connect issuer on this machine. Its sign-in page has one button for each account. */
export interface Issuer {
  readonly environment: Readonly<Record<string, string>>;
  /** listens again at the same address, or no more */
  listen(): Promise<void>;
  away(): Promise<void>;
}

const CLIENT = { OIDC_CLIENT_ID: "skridt", OIDC_CLIENT_SECRET: "a-secret-of-the-issuer-and-us" };

/** seconds */
const HOUR = 3600;

/** @param our where we are reached */
export async function startIssuer(our: string, accounts: Readonly<Record<string, Account>>): Promise<Issuer> {
  const server = createServer();
  const port = await listenOn(server, 0);
  const issuer = `http://127.0.0.1:${port}`;
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.OIDC_CLIENT_ID,
        client_secret: CLIENT.OIDC_CLIENT_SECRET,
        // as openid-client does by default
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: [`${our}/staff/sign-in/callback`],
        post_logout_redirect_uris: [`${our}/staff/signed-out`],
      },
    ],
    claims: { openid: ["sub"], profile: ["oid", "groups"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["frozen"] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `<!doctype html><title>Out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`;
        },
      },
    },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    ttl: { AccessToken: HOUR, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    // whoever signs in here has said yes to us
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId as string,
        accountId: oidc.session?.accountId as string,
      });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  server.on("request", (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    if (!url.pathname.startsWith("/interaction/")) return void callback(request, response);
    const accountId = url.searchParams.get("as");
    if (accountId) return void provider.interactionFinished(request, response, { login: { accountId } });
    const links = Object.keys(accounts).map((name) => `<p><a href="${url.pathname}?as=${name}">${name}</a></p>`);
    response.setHeader("content-type", "text/html").end(`<!doctype html><title>Issuer</title>${links.join("")}`);
  });
  return {
    environment: { ...CLIENT, OIDC_ISSUER: issuer },
    listen: async () => void (await listenOn(server, port)),
    away: () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      return closed;
    },
  };
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((done) => {
    server.listen(port, "127.0.0.1", () => done((server.address() as AddressInfo).port));
  });
}
