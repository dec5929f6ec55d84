/** A typed line about a conversation, read by the server as a draft; nothing is written. */
import { api } from './client';
import type { Schemas } from './types';

export type QuickLogDraft = Schemas['QuickLogDraft'];
export type QuickLogOption = Schemas['QuickLogOption'];
export type QuickLogInput = Schemas['QuickLogInput'];

export function readQuickLog(input: QuickLogInput) {
    return api.post<QuickLogDraft>('/quick-log', { offset_minutes: -new Date().getTimezoneOffset(), ...input });
}
