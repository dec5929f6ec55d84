/** Leads: who they may be already, conversion and its undoing. */
import { api } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Lead = Schemas['Lead'];
export type LeadMatches = Schemas['LeadMatches'];
export type LeadMatch = LeadMatches['accounts'][number];
export type LeadConversion = Schemas['LeadConversion'];

export const readLeadMatches = (id: number, signal?: AbortSignal) => api.get<LeadMatches>(`/leads/${id}/matches`, undefined, signal);

export const convertLead = (id: number, conversion: LeadConversion) => api.post<Lead>(`/leads/${id}/convert`, conversion);

export const unconvertLead = (id: number) => api.post<Schemas['LeadUnconverted']>(`/leads/${id}/unconvert`, {});
