import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Stakeholder } from '~/api/overviews';
import classes from '~/components/page/Page.module.css';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';

/** The accounts and opportunities in which a person has a say, and which. */
export function Parts({ parts, mayChange }: { parts: Stakeholder[]; mayChange: boolean }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const type = useRecordType('stakeholder');
    if (parts.length === 0) return <p className={classes.none}>{t('contact.noParts')}</p>;
    return (
        <ul className={classes.rows}>
            {parts.map((part) => (
                <li key={part.id} className={classes.person}>
                    <div className={classes.personText}>
                        <RecordLink type="account" record={{ id: part.account.id, title: part.account.title ?? '' }} />
                        {part.opportunity && (
                            <>
                                {' · '}
                                <RecordLink type="opportunity" record={{ id: part.opportunity.id, title: part.opportunity.title ?? '' }} />
                            </>
                        )}
                        <div className={classes.dim} dir="auto">
                            {[
                                part.buying_role && choiceLabel(findField(type, 'buying_role'), part.buying_role),
                                part.support && choiceLabel(findField(type, 'support'), part.support),
                                part.title,
                            ]
                                .filter(Boolean)
                                .join(' · ')}
                        </div>
                    </div>
                    {mayChange && (
                        <ActionIcon size="sm" aria-label={t('contact.editPart', { name: part.account.title })} onClick={() => panel.open({ type: 'stakeholder', id: part.id })}>
                            <IconPencil size={15} aria-hidden />
                        </ActionIcon>
                    )}
                </li>
            ))}
        </ul>
    );
}
