import { createContext, useContext } from 'react';
import type { Changes } from '~/api/records';
import type { RecordData } from '~/api/types';

export type PanelRequest = {
    /** Name of the record type. */
    type: string;
    /** The record to change; without it a new one is made. */
    id?: number;
    /** What a new record begins with. */
    initial?: Changes;
    /** Opens with all fields in place of the few that begin a record. */
    full?: boolean;
    /** Called with the saved record; the lists on screen are read again without it. */
    onSaved?: (record: RecordData) => void;
};

export type RecordPanelControl = { open: (request: PanelRequest) => void; isOpen: boolean };

export const RecordPanelContext = createContext<RecordPanelControl | null>(null);

/** Opens the form of any record beside the page. A form opened from a form lies over it. */
export function useRecordPanel(): RecordPanelControl {
    const control = useContext(RecordPanelContext);
    if (control === null) throw new Error('useRecordPanel outside of RecordPanelProvider');
    return control;
}
