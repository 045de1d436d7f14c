/** Property tests draw the same cases in every run; set FAST_CHECK_SEED to explore others. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20260101) });
