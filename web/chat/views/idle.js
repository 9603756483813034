/** Work that nobody waits for: done piece by piece when the browser has nothing else to do. */

const LONGEST_WAIT = 1_000; // ms until a piece is done all the same
const soon = (/** @type {IdleRequestCallback} */ task) =>
  setTimeout(() => task({ didTimeout: true, timeRemaining: () => 0 }), 50); // Safari knows no idle time
const whenIdle = window.requestIdleCallback ?? soon;

/**
 * Does pieces of work while there is time, and then the next when there is time again.
 * @param {() => boolean} piece does one; false once there is none
 */
export function doWhenIdle(piece) {
  whenIdle(
    (deadline) => {
      let isLeft = piece();
      while (isLeft && deadline.timeRemaining() > 0) isLeft = piece();
      if (isLeft) doWhenIdle(piece);
    },
    { timeout: LONGEST_WAIT },
  );
}
