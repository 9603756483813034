/** What an agent was doing when their session ended, kept in this tab until they have signed in again. */
import { maskNumbers } from "../shared/mask/mask.js";

const KEY = "madoguchi.copilot";

/** @param {Work} work */
export function keepWork(work) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...work, text: maskNumbers(work.text) }));
}

/** Keeps nothing any more. */
export function dropWork() {
  sessionStorage.removeItem(KEY);
}

/** The same, once; nothing of another agent's. @param {string} agent @returns {Work | undefined} */
export function takeWork(agent) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  return kept?.agent === agent ? kept : undefined;
}
