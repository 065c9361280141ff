/** Where Teams is answered. Other names below these domains are anybody's. */
const HOSTS = [/^smba\.trafficmanager\.net$/, /^smba\.infra\.(gcc|gov|dod)\.teams\.microsoft\.(com|us)$/];

/** Whether an address an activity gives for its answers is Microsoft's: nothing else is ever called with our token. */
export function isMicrosoft(serviceUrl: string): boolean {
  const url = URL.parse(serviceUrl);
  return url?.protocol === "https:" && url.port === "" && url.username === "" && HOSTS.some((it) => it.test(url.host));
}
