/** The API as a test uses it to lay the ground: signed in once, with the token against forged requests. */
import type { APIRequestContext } from '@playwright/test';

export type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

export class Api {
    constructor(
        readonly request: APIRequestContext,
        readonly csrfToken: string,
        readonly user: { id: number; name: string; email: string },
    ) {}

    private async send(method: string, path: string, data?: Json, headers: Record<string, string> = {}): Promise<Json> {
        const answer = await this.request.fetch(`/api/v1${path}`, { method, data, headers: { 'X-CSRF-Token': this.csrfToken, ...headers } });
        if (!answer.ok()) throw new Error(`${method} ${path} → ${answer.status()} ${await answer.text()}`);
        return answer.status() === 204 ? {} : ((await answer.json()) as Json);
    }

    get(path: string) {
        return this.send('GET', path);
    }

    create(plural: string, values: Json) {
        return this.send('POST', `/${plural}`, values);
    }

    change(plural: string, id: number, values: Json) {
        return this.send('PATCH', `/${plural}/${id}`, values);
    }

    patch(path: string, data: Json) {
        return this.send('PATCH', path, data);
    }

    post(path: string, data?: Json) {
        return this.send('POST', path, data);
    }

    delete(path: string) {
        return this.send('DELETE', path);
    }

    /** The first record that the filters leave. */
    async find(plural: string, query: Record<string, string>): Promise<Json> {
        const page = await this.get(`/${plural}?${new URLSearchParams({ ...query, limit: '1' }).toString()}`);
        if (page.items.length === 0) throw new Error(`no ${plural} with ${JSON.stringify(query)}`);
        return page.items[0];
    }
}
