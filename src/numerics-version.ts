/** The version of the numerical code, as far as stored digits depend on it. */

/**
 * Raised whenever a change alters a digit that some command prints with the same parameters: stored points of earlier
 * versions are then computed anew instead of being mixed with the new ones. A test with golden digits asks for it.
 */
export const NUMERICS_VERSION = 3;
