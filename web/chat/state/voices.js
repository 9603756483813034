/** Calls once the device has a voice of its own; browsers list their voices late. @param {() => void} found */
export function onceVoices(found) {
  const synthesis = window.speechSynthesis;
  const look = () => {
    if (!synthesis.getVoices().some(({ localService }) => localService)) return;
    synthesis.removeEventListener?.("voiceschanged", look);
    found();
  };
  if (!synthesis) return;
  synthesis.addEventListener?.("voiceschanged", look);
  look();
}
