/** The tab in Teams: gives the token that Teams has for us to our server, and goes on to where that says. */
const { app, authentication } = globalThis.microsoftTeams;
const { next } = document.currentScript.dataset;
const pages = document.currentScript.dataset.pages;

async function signIn() {
  try {
    await app.initialize();
  } catch {
    return `${pages}/elsewhere`;
  }
  app.notifySuccess();
  const token = await authentication.getAuthToken().catch(() => undefined);
  if (!token) return `${pages}/failed`;
  const body = JSON.stringify({ token, next });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${pages}/sign-in`, { method: "POST", headers, body }).catch(() => undefined);
  const { to } = answer ? await answer.json().catch(() => ({})) : {};
  return to ?? `${pages}/failed`;
}

signIn().then((to) => location.replace(to));
