/** nspell comes without types: the part of it that is used. */
declare module "nspell" {
  interface Speller {
    correct(word: string): boolean;
  }
  export default function nspell(dictionary: { aff: string; dic: string }): Speller;
}
