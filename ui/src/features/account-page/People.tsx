import { useTranslation } from 'react-i18next';
import type { AccountOverview } from '~/api/overviews';
import { AddButton } from '~/components/page/AddButton';
import classes from '~/components/page/Page.module.css';
import { PersonAvatar } from '~/components/PersonAvatar';
import { RecordLink } from '~/components/RecordLink';

/** Who works there; those without a part in the committee can be given one. */
export function People({ overview }: { overview: AccountOverview }) {
    const { t } = useTranslation();
    const { account, contacts, stakeholders } = overview;
    if (contacts.length === 0) return <p className={classes.none}>{t('account.noPeople')}</p>;
    return (
        <ul className={classes.rows}>
            {contacts.map((person) => (
                <li key={person.id} className={classes.person}>
                    <PersonAvatar name={person.name} size="sm" decorative />
                    <div className={classes.personText}>
                        <RecordLink type="contact" record={{ id: person.id, title: person.name }} />
                        {person.title && (
                            <div className={classes.dim} dir="auto">
                                {person.title}
                            </div>
                        )}
                    </div>
                    {!stakeholders.some(({ contact }) => contact.id === person.id) && (
                        <AddButton
                            type="stakeholder"
                            label={t('account.giveRole')}
                            initial={{ account: { id: account.id, title: account.name }, contact: { id: person.id, title: person.name } }}
                        />
                    )}
                </li>
            ))}
        </ul>
    );
}
