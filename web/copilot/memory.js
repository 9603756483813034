/** What an agent was doing when their session ended, kept in this tab until they have signed in again. */
import { maskNumbers } from "../shared/mask/mask.js";

const KEPT_AS = "madoguchi.copilot";

/** @param {{agent: string, text: string, caller: string, isPinned: boolean, asked?: [string, Object], dates: string[]}} work */
export function keepWork(work) {
  sessionStorage.setItem(KEPT_AS, JSON.stringify({ ...work, text: maskNumbers(work.text) }));
}

/** Keeps nothing any more. */
export function dropWork() {
  sessionStorage.removeItem(KEPT_AS);
}

/** The same, once; nothing of another agent's. */
export function takeWork(agent) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "null");
  sessionStorage.removeItem(KEPT_AS);
  return kept?.agent === agent ? kept : undefined;
}
