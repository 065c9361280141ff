/** The part of a token that is no secret. */
export const botOf = (token: string): string => token.split(":")[0] as string;
