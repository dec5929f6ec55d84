/** Who is signed in, links that let somebody in, tokens and the organisation. */
import { api, request } from './client';
import type { CatalogueData, Session } from './types';

export type LinkPurpose = 'sign_in' | 'invitation' | 'reset';
export type LinkInfo = { purpose: LinkPurpose; user: { name: string; email: string | null }; valid: boolean };
export type ApiToken = { id: number; name: string; created_at?: string; seen_at?: string | null; token?: string };
export type Organisation = { name: string; currency: string };

export function readSession() {
    return request<Session>('GET', '/session', { anonymous: true });
}

export function signIn(email: string, password: string) {
    return request<Session>('POST', '/session', { anonymous: true, body: { email, password } });
}

export function signOut() {
    return request<void>('DELETE', '/session', { anonymous: true });
}

export function readLink(token: string) {
    return request<LinkInfo>('GET', '/session/link', { anonymous: true, query: { token } });
}

export function followLink(token: string) {
    return request<Session>('POST', '/session/link', { anonymous: true, body: { token } });
}

export function setPassword(password: string, current?: string) {
    return api.post<void>('/session/password', current === undefined ? { password } : { password, current });
}

export function inviteUser(id: number) {
    return api.post<{ link: string; expires_at: string }>(`/users/${id}/invite`);
}

export function listTokens(signal?: AbortSignal) {
    return api.get<{ items: ApiToken[] }>('/tokens', undefined, signal);
}

export function createToken(name: string) {
    return api.post<ApiToken>('/tokens', { name });
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
    return api.get<CatalogueData>('/catalogue', { locale }, signal);
}
