// What this browser remembers between visits. A browser that refuses remembers nothing, and the page works without.

/** Reads what was written under a key; null if nothing was, or if it cannot be read. */
export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Writes under a key. */
export function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden.
  }
}

/** Forgets a key. */
export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden: then there was nothing.
  }
}
