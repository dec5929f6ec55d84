/** Who is signed in, links that let somebody in, tokens and the organisation. */
import { api, request } from './client';
import type { CatalogueData, Schemas, Session } from './types';

export type ApiToken = Schemas['TokenList']['items'][number];
export type Organisation = Schemas['Organisation'];

export function readSession() {
    return request<Session>('GET', '/session', { anonymous: true });
}

export function signIn(email: string, password: string) {
    return request<Session>('POST', '/session', { anonymous: true, body: { email, password } });
}

export function signOut() {
    return request<void>('DELETE', '/session', { anonymous: true });
}

export function changeSession(locale: Schemas['SessionChange']['locale']) {
    return api.patch<Session>('/session', { locale });
}

export function readLink(token: string) {
    return request<Schemas['Link']>('GET', '/session/link', { anonymous: true, query: { token } });
}

export function followLink(token: string) {
    return request<Session>('POST', '/session/link', { anonymous: true, body: { token } });
}

export function setPassword(password: string, current?: string) {
    return api.post<void>('/session/password', current === undefined ? { password } : { password, current });
}

export function inviteUser(id: number) {
    return api.post<Schemas['Invitation']>(`/users/${id}/invite`);
}

export function listTokens(signal?: AbortSignal) {
    return api.get<Schemas['TokenList']>('/tokens', undefined, signal);
}

export function createToken(name: string) {
    return api.post<Schemas['Token']>('/tokens', { name });
}

export function revokeToken(id: number) {
    return api.delete(`/tokens/${id}`);
}

export function readOrganisation(signal?: AbortSignal) {
    return api.get<Organisation>('/organisation', undefined, signal);
}

export function updateOrganisation(changes: Partial<Organisation>) {
    return api.patch<Organisation>('/organisation', changes);
}

export function readCatalogue(locale: string, signal?: AbortSignal) {
    return request<CatalogueData>('GET', '/catalogue', { query: { locale }, signal, anonymous: true });
}
