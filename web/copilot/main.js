/** Starts the co-pilot in the page that loads it. */
import { start } from "./page.js";

start();
