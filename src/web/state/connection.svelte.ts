/** Whether the server answers. Tries again by itself while it does not. */
class Connection {
  reachable = $state(true);
  onBack: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  heard(yes: boolean): void {
    if (yes && !this.reachable) {
      this.reachable = true;
      clearTimeout(this.#timer);
      this.onBack();
    } else if (!yes) {
      this.reachable = false;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#probe(), 3_000);
    }
  }

  async #probe(): Promise<void> {
    try {
      await fetch('/api/health');
      this.heard(true);
    } catch {
      this.heard(false);
    }
  }
}

export const connection = new Connection();
