/** What files say of the program that wrote them, so that it may replace them without being asked. */

/** The name of this program. */
export const GENERATOR = "relu-injectivity";

/** A comment in drawings (behind the svg tag) and at the head of Markdown. */
export const XML_MARK = `<!-- ${GENERATOR} -->`;

/** A line in the head of a page. */
export const HTML_MARK = `<meta name="generator" content="${GENERATOR}">`;
