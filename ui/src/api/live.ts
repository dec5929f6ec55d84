/** What the server tells of others: its stream of events, who looks at what, notifications and follows. */
import { api, apiAddress } from './client';
import type { Reference, Schemas } from './types';

export type Notification = Schemas['Notification'];
export type NotificationList = Schemas['NotificationList'];
export type NotificationSettings = Schemas['NotificationSettings'];
export type Digest = Schemas['Digest'];
export type Follow = Schemas['Follow'];

/** As in the stream; id null: many of the type have changed at once. */
export type LiveChange = {
    type: string;
    plural: string;
    id: number | null;
    version: number | null;
    action: string;
    by: Reference | null;
    at: string;
    request: string | null;
    about: { plural: string; id: number }[];
};

export type LivePresence = { type: string; id: number; users: Reference[] };

export function eventsAddress(after: string | null) {
    return apiAddress('/events', { after });
}

export function lookAt(stream: string, record: { type: string; id: number } | null) {
    return api.post<Schemas['PresenceList']>('/presence', { stream, type: record?.type ?? null, id: record?.id ?? null });
}

export function listNotifications(after: string | null, signal?: AbortSignal) {
    return api.get<NotificationList>('/notifications', { after, limit: 30 }, signal);
}

export function countNotifications(signal?: AbortSignal) {
    return api.get<Schemas['NotificationCount']>('/notifications/count', undefined, signal);
}

export function readNotifications(which: { ids: number[] } | { all: true }) {
    return api.post<Schemas['NotificationCount']>('/notifications/read', which);
}

export function readNotificationSettings(signal?: AbortSignal) {
    return api.get<NotificationSettings>('/notifications/settings', undefined, signal);
}

export function changeNotificationSettings(change: Schemas['NotificationSettingsInput']) {
    return api.patch<NotificationSettings>('/notifications/settings', change);
}

export function readDigest(id: number, signal?: AbortSignal) {
    return api.get<Digest>(`/digests/${id}`, undefined, signal);
}

export function readFollow(plural: string, id: number, signal?: AbortSignal) {
    return api.get<Follow>(`/${plural}/${id}/follow`, undefined, signal);
}

export function setFollow(plural: string, id: number, following: boolean) {
    return following ? api.post<Follow>(`/${plural}/${id}/follow`) : api.delete<Follow>(`/${plural}/${id}/follow`);
}
