/** The name that the server wrote into the page of the record that the app was opened at; null at any other address. */
const at = window.location.pathname;
const name = document.querySelector('.opening > p')?.textContent ?? null;

export function openingName(): string | null {
    return window.location.pathname === at ? name : null;
}
