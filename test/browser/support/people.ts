/** Others who work with the book, for tests in which more than one person does. */
import type { Program } from './program.js';

export const PASSWORD = 'difference engines';

export type Person = { id: number; name: string; email: string };

let people = 0;

/** Somebody who may sign in with PASSWORD. */
export async function makePerson(program: Program, name: string, role = 'administrator'): Promise<Person> {
    const email = `person.${++people}@tideline.example`;
    const link = program.run('user', 'add', '--name', name, '--email', email, '--role', role).trim();
    const entered = await fetch(`${program.origin}/api/v1/session/link`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: link.replace(/^.*\/link\//, '') }),
    });
    const session = (await entered.json()) as { csrf_token: string; user: { id: number } };
    await fetch(`${program.origin}/api/v1/session/password`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token, Cookie: entered.headers.get('set-cookie')!.split(';')[0]! },
        body: JSON.stringify({ password: PASSWORD }),
    });
    return { id: session.user.id, name, email };
}
