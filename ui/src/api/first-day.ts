/** What an empty book asks, and the first steps in it. */
import { api } from './client';
import type { Schemas } from './types';

export type FirstDay = Schemas['FirstDay'];
export type FirstStep = FirstDay['tour']['steps'][number]['step'];
export type FirstDayAnswers = Schemas['FirstDayAnswers'];
export type FirstDayDone = Schemas['FirstDayDone'];

export const readFirstDay = (signal?: AbortSignal) => api.get<FirstDay>('/first-day', undefined, signal);

export const answerFirstDay = (answers: FirstDayAnswers) => api.post<FirstDayDone>('/first-day', answers);

export const showTour = (open: boolean) => api.post<void>('/first-day/tour', { open });
