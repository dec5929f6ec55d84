/** "@" and what is typed behind it, where a name is begun at the cursor; null elsewhere. */
export type Begun = { start: number; typed: string };

const LONGEST = 40;

/** The sign counts at a word's start only: "ada@north.example" mentions nobody. Chinese is written without spaces. */
export function begunMention(text: string, cursor: number): Begun | null {
    const start = text.lastIndexOf('@', cursor - 1);
    if (start < 0 || cursor - start > LONGEST) return null;
    if (start > 0 && /[A-Za-z0-9]/.test(text[start - 1]!)) return null;
    const typed = text.slice(start + 1, cursor);
    return /[\n@,.;:!?]|^\s/.test(typed) ? null : { start, typed };
}

/** Those whose name, or a later part of it, begins as it was typed. */
export function matchingNames<User extends { title: string }>(users: User[], typed: string, most: number): User[] {
    const wanted = typed.toLocaleLowerCase();
    return users
        .filter(({ title }) => {
            const name = title.toLocaleLowerCase();
            return name.startsWith(wanted) || name.includes(` ${wanted}`);
        })
        .slice(0, most);
}

/** The text with the begun name written out, and where the cursor stands then. */
export function writeMention(text: string, { start, typed }: Begun, name: string): { text: string; cursor: number } {
    const before = text.slice(0, start);
    const after = text.slice(start + 1 + typed.length);
    const written = `@${name}${after.startsWith(' ') ? '' : ' '}`;
    return { text: before + written + after, cursor: before.length + written.length };
}
