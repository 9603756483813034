/** What stands in the place of a masked number, as bot/masking/folding.py. */
export const MASK = "＊＊＊＊";
