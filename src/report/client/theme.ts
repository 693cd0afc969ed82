import {byId} from './element.ts';

const KEY = 'epq-report-theme';

/** Lets people choose between light and dark; until they do, the system does. */
export function openTheme(): void {
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = (): boolean => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = (): void => button.setAttribute('aria-pressed', String(isDark()));
  const kept = recall();
  if (kept !== null) root.dataset.theme = kept;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    keep(root.dataset.theme);
    show();
  });
  system.addEventListener('change', show);
  show();
}

// Browsers may refuse to keep anything for a page from disk.
function recall(): string | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'dark' || kept === 'light' ? kept : null;
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // for this time, then
  }
}
