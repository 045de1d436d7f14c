export * from "../../src/table/format-quantity.js";
