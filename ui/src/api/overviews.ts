/** Answers that hold a whole page: everything about one record, the board, moves on it. */
import { api, type Query } from './client';
import type { components } from './schema';

export type Schemas = components['schemas'];
export type Account = Schemas['Account'];
export type Contact = Schemas['Contact'];
export type Interaction = Schemas['Interaction'];
export type Opportunity = Schemas['Opportunity'];
export type Stakeholder = Schemas['Stakeholder'];
export type Task = Schemas['Task'];
export type PromiseMade = Schemas['Promise'];
export type Today = Schemas['Today'];
export type Stage = Schemas['Stage'];
export type StageMove = Schemas['StageMove'];
export type QuietMark = Schemas['QuietMark'];
export type Board = Schemas['Board'];
export type AccountOverview = Schemas['AccountOverview'];
export type OpportunityOverview = Schemas['OpportunityOverview'];
export type ContactOverview = Schemas['ContactOverview'];

export type MoveInput = Schemas['OpportunityMove'];

export const readAccountOverview = (id: number, signal?: AbortSignal) =>
    api.get<AccountOverview>(`/accounts/${id}/overview`, undefined, signal);

export const readOpportunityOverview = (id: number, signal?: AbortSignal) =>
    api.get<OpportunityOverview>(`/opportunities/${id}/overview`, undefined, signal);

export const readContactOverview = (id: number, signal?: AbortSignal) =>
    api.get<ContactOverview>(`/contacts/${id}/overview`, undefined, signal);

export const readToday = (query: Query, signal?: AbortSignal) => api.get<Today>('/today', query, signal);

export const readBoard = (pipeline: number, query: Query, signal?: AbortSignal) =>
    api.get<Board>(`/pipelines/${pipeline}/board`, query, signal);

/** With the version that the person saw: a deal that somebody else moved meanwhile is not moved unseen. */
export const moveOpportunity = (id: number, version: number, move: MoveInput) =>
    api.post<Opportunity>(`/opportunities/${id}/move`, move, { 'If-Match': `"${version}"` });
