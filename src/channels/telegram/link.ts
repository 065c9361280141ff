import { AppError } from "../../model/errors.ts";
import { createPollApi } from "./api.ts";

/**
 * The way into the bot's chat by a one-time code; Telegram is asked for the bot's name.
 * @throws AppError "config": there is no token; "unavailable": Telegram cannot be reached, or does not know the token
 */
export async function botLink(
  config: { readonly token: string; readonly apiRoot: string } | undefined,
): Promise<(code: string) => string> {
  if (!config) throw new AppError("config", "TELEGRAM_BOT_TOKEN: expected a token from BotFather, got none");
  const name = await createPollApi(config.token, config.apiRoot)
    .getMe()
    .then(({ username }) => username)
    .catch((cause: unknown) => {
      throw new AppError("unavailable", "Telegram does not say the bot's name: the token is wrong, or it is away", {
        cause,
      });
    });
  return (code) => `https://t.me/${name}?start=${code}`;
}
