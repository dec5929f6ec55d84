import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType } from '~/api/types';

export type Section = { name: string | null; label: string | null; fields: Field[] };

/** The fields of a type by section, in the catalogue's order; those without a section come first. */
export function useSections(type: RecordType): Section[] {
    const { t, i18n } = useTranslation();
    return useMemo(() => {
        const sections = new Map<string | null, Field[]>();
        for (const field of type.fields) {
            const name = field.section ?? null;
            sections.set(name, [...(sections.get(name) ?? []), field]);
        }
        return [...sections].map(([name, fields]) => {
            const key = `section.${name}`;
            const label = name === null ? null : i18n.exists(key) ? t(key as 'section.profile') : name;
            return { name, label, fields };
        });
    }, [type, t, i18n]);
}
