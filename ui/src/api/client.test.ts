import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, api, onSessionEnded, queryString, request, setCsrfToken } from './client';

const answer = (status: number, body: object, headers: Record<string, string> = {}) => new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

function serve(...answers: Response[]) {
    const fetched = vi.fn<typeof fetch>();
    answers.forEach((one) => fetched.mockResolvedValueOnce(one));
    vi.stubGlobal('fetch', fetched);
    return fetched;
}

afterEach(() => {
    vi.unstubAllGlobals();
    onSessionEnded(null);
    setCsrfToken(null);
});

describe('asking the server', () => {
    it('sends the token against forged requests with every write, and only then', async () => {
        const fetched = serve(answer(200, {}), answer(201, {}));
        setCsrfToken('secret');
        await api.get('/accounts', { limit: 5, q: '' });
        await api.post('/accounts', { name: 'Mill' });
        expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/accounts?limit=5');
        expect(fetched.mock.calls[0]?.[1]?.headers).not.toHaveProperty('X-CSRF-Token');
        expect(fetched.mock.calls[1]?.[1]?.headers).toMatchObject({ 'X-CSRF-Token': 'secret', 'Content-Type': 'application/json' });
    });

    it('tells what was wrong, field by field, and when to try again', async () => {
        serve(answer(429, { code: 'too_many_attempts', detail: 'Wait.', errors: [{ field: 'name', code: 'required', message: 'Name is needed.' }] }, { 'Retry-After': '30' }));
        const problem = await api.post('/accounts', {}).catch((error: unknown) => error);
        expect(problem).toBeInstanceOf(ApiProblem);
        expect(problem).toMatchObject({ status: 429, code: 'too_many_attempts', retryAfter: 30, errors: [{ field: 'name' }] });
    });

    it('a server that cannot be reached is a problem of its own', async () => {
        vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('failed')));
        await expect(api.get('/accounts')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
    });

    it('after the session ended the user signs in again and the same request is sent once more', async () => {
        const fetched = serve(answer(401, {}), answer(201, { id: 7 }));
        onSessionEnded(() => Promise.resolve(true));
        await expect(api.post('/accounts', { name: 'Mill' })).resolves.toEqual({ id: 7 });
        expect(fetched.mock.calls[1]?.[1]?.body).toBe('{"name":"Mill"}');
    });

    it('signing in itself is never answered with signing in again', async () => {
        serve(answer(401, { code: 'wrong_credentials' }));
        const ask = vi.fn();
        onSessionEnded(ask);
        await expect(request('POST', '/session', { anonymous: true, body: {} })).rejects.toMatchObject({ code: 'wrong_credentials' });
        expect(ask).not.toHaveBeenCalled();
    });
});

describe('a query', () => {
    it('leaves out what is not asked for', () => {
        expect(queryString({ a: 1, b: null, c: undefined, d: '', e: 'x y' })).toBe('?a=1&e=x+y');
        expect(queryString({})).toBe('');
    });
});
