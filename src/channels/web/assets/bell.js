// Telegram writes after the # of the address who opened the page. It is handed to us once, and does not stay there.

const given = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData") ?? "";
history.replaceState(null, "", location.pathname);
// The chat needs the whole screen; outside Telegram there is nobody to ask.
window.TelegramWebviewProxy?.postEvent("web_app_expand", "{}");
const form = document.getElementById("enter");
form.elements.data.value = given;
form.submit();
