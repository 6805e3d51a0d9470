import type { Theme } from '../../contract/api/session.ts';

const stored = 'tandem.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Light, dark, or as the system says. */
class ThemeState {
  choice = $state<Theme>('system');
  #system = $state(dark.matches);
  shown: 'light' | 'dark' = $derived(
    this.choice === 'system' ? (this.#system ? 'dark' : 'light') : this.choice,
  );

  start(): void {
    const before = localStorage.getItem(stored);
    this.use(before === 'light' || before === 'dark' ? before : 'system');
    dark.addEventListener('change', (event) => {
      this.#system = event.matches;
      this.#apply();
    });
  }

  use(choice: Theme): void {
    this.choice = choice;
    localStorage.setItem(stored, choice);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset['theme'] = this.shown;
  }
}

export const theme = new ThemeState();
