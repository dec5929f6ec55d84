import { Alert, Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import type { RecordData, RecordType } from '~/api/types';
import { useProblemText } from '~/lib/problem';
import { ChangedNotice } from '../live/ChangedNotice';
import { FieldInput } from '../fields/FieldInput';
import { ConflictDialog } from './ConflictDialog';
import { DuplicateHint, TYPES_WITH_DUPLICATES } from './DuplicateHint';
import classes from './RecordPanel.module.css';
import type { PanelRequest } from './context';
import { useRecordForm } from './use-record-form';

type Props = {
    type: RecordType;
    record: RecordData | null;
    request: PanelRequest;
    onDirty: (dirty: boolean) => void;
    /** The dialog about a conflict opens or closes over this form. */
    onDispute: (disputing: boolean) => void;
    onCancel: () => void;
    onClose: () => void;
};

export function RecordForm({ type, record, request, onDirty, onDispute, onCancel, onClose }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const element = useRef<HTMLFormElement>(null);
    const form = useRecordForm({
        type,
        record,
        request,
        onDirty,
        onSaved: (saved) => {
            request.onSaved?.(saved);
            onClose();
        },
        focusField: (name) => element.current?.querySelector<HTMLElement>(`#field-${type.name}-${name}`)?.focus(),
    });

    const disputing = form.conflict !== null;
    useEffect(() => onDispute(disputing), [onDispute, disputing]);

    const submit = (event: FormEvent) => {
        event.preventDefault();
        // A form in a panel stands, for React, inside the form that opened it.
        event.stopPropagation();
        form.save();
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        form.save();
    };
    const elsewhere = form.error instanceof ApiProblem ? form.error.errors.filter(({ field }) => !form.isShown(field)) : [];

    return (
        <form ref={element} className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
            <div className={classes.fields}>
                <ChangedNotice type={type} record={record} />
                {form.error && (
                    <Alert color="red" variant="light" role="alert">
                        {Object.keys(form.fieldErrors).length > 0
                            ? t('error.fields', { count: Object.keys(form.fieldErrors).length })
                            : problemText(form.error)}
                        {elsewhere.map(({ field, message }) => (
                            <div key={field}>{message}</div>
                        ))}
                    </Alert>
                )}
                {form.sections.map((section, index) => (
                    <SectionFields key={section.name ?? ''} title={section.label} first={index === 0}>
                        {section.fields.map((field) => (
                            <FieldInput
                                key={field.name}
                                type={type}
                                field={field}
                                values={form.values}
                                onChange={form.change}
                                error={form.fieldErrors[field.name]}
                                focused={index === 0 && field === section.fields[0]}
                            />
                        ))}
                    </SectionFields>
                ))}
                {record === null && TYPES_WITH_DUPLICATES.includes(type.name) && <DuplicateHint type={type} values={form.values} />}
                {!form.expanded && form.hasMore && (
                    <Button variant="subtle" size="compact-sm" className={classes.expand} onClick={form.expand}
                        rightSection={<IconChevronDown size={14} aria-hidden />}>
                        {t('form.allFields')}
                    </Button>
                )}
            </div>
            <div className={classes.footer}>
                <span className={classes.hint}>{t('form.saveHint')}</span>
                <Button variant="default" onClick={onCancel}>
                    {t('action.cancel')}
                </Button>
                <Button type="submit" loading={form.saving}>
                    {t('action.save')}
                </Button>
            </div>
            {form.conflict && (
                <ConflictDialog
                    type={type}
                    base={form.base}
                    mine={form.values}
                    current={form.conflict}
                    onResolve={form.resolve}
                    onCancel={form.dropConflict}
                />
            )}
        </form>
    );
}

function SectionFields({ title, first, children }: { title: string | null; first: boolean; children: React.ReactNode }) {
    return (
        <>
            {!first && title && <h3 className={classes.section}>{title}</h3>}
            {children}
        </>
    );
}
