const stored = 'tandem.letter-keys';

/** Whether single letters act (WCAG 2.1.4: a person may switch them off). */
class LetterKeys {
  on = $state(localStorage.getItem(stored) !== 'off');

  use(on: boolean): void {
    this.on = on;
    localStorage.setItem(stored, on ? 'on' : 'off');
  }
}

export const letterKeys = new LetterKeys();
