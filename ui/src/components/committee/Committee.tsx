/** The buying committee: who decides, who influences, who uses, who stands against us, and who is missing. */
import { IconMinus, IconPlus, IconThumbDown, IconThumbUp, IconTrophy, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Stakeholder } from '~/api/overviews';
import { PersonAvatar } from '~/components/PersonAvatar';
import { RecordLink } from '~/components/RecordLink';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { byInfluence, countSupport, LANES, laneOf, type LaneName } from './lanes';
import classes from './Committee.module.css';

type Props = {
    stakeholders: Stakeholder[];
    missing: string[];
    /** Absent for those who may not change the record. */
    onAdd?: (role: string | null) => void;
    onEdit?: (stakeholder: Stakeholder) => void;
};

const SUPPORT_ICONS: Record<string, Icon> = {
    opponent: IconThumbDown,
    neutral: IconMinus,
    supporter: IconThumbUp,
    champion: IconTrophy,
};

const DOTS = { low: 1, medium: 2, high: 3 } as const;

function Influence({ level }: { level: keyof typeof DOTS }) {
    const label = choiceLabel(findField(useRecordType('stakeholder'), 'influence'), level);
    const { t } = useTranslation();
    return (
        <span className={classes.dots} role="img" aria-label={t('committee.influence', { level: label })} title={t('committee.influence', { level: label })}>
            {[1, 2, 3].map((dot) => (
                <span key={dot} data-filled={dot <= DOTS[level] || undefined} />
            ))}
        </span>
    );
}

function Person({ stakeholder, onEdit }: { stakeholder: Stakeholder; onEdit?: Props['onEdit'] }) {
    const { t } = useTranslation();
    const type = useRecordType('stakeholder');
    const name = stakeholder.contact.title ?? '';
    const SupportIcon = stakeholder.support ? SUPPORT_ICONS[stakeholder.support] : undefined;
    return (
        <li className={classes.person} data-support={stakeholder.support ?? undefined}>
            <PersonAvatar name={name} size="md" decorative />
            <div className={classes.who}>
                <div className={classes.name}>
                    <RecordLink type="contact" record={{ id: stakeholder.contact.id, title: name }} />
                </div>
                <div className={classes.role}>
                    {stakeholder.buying_role ? choiceLabel(findField(type, 'buying_role'), stakeholder.buying_role) : t('committee.noRole')}
                    {stakeholder.influence && <Influence level={stakeholder.influence} />}
                </div>
                {stakeholder.title && (
                    <div className={classes.small} dir="auto">
                        {stakeholder.title}
                    </div>
                )}
                {stakeholder.reports_to && <div className={classes.small}>{t('committee.reportsTo', { name: stakeholder.reports_to.title })}</div>}
                {stakeholder.support && SupportIcon && (
                    <div className={classes.support}>
                        <SupportIcon size={14} aria-hidden /> {choiceLabel(findField(type, 'support'), stakeholder.support)}
                    </div>
                )}
            </div>
            {onEdit && (
                <button type="button" className={classes.edit} onClick={() => onEdit(stakeholder)} aria-label={t('committee.edit', { name })}>
                    {t('action.edit')}
                </button>
            )}
        </li>
    );
}

function Seat({ role, onAdd }: { role: string; onAdd?: Props['onAdd'] }) {
    const { t } = useTranslation();
    const label = choiceLabel(findField(useRecordType('stakeholder'), 'buying_role'), role);
    return (
        <li className={classes.seat}>
            <div>
                {label}
                <div className={classes.small}>{t('committee.missing')}</div>
            </div>
            {onAdd && (
                <button type="button" className={classes.add} onClick={() => onAdd(role)} aria-label={t('committee.addRole', { role: label })}>
                    <IconPlus size={14} aria-hidden /> {t('action.add')}
                </button>
            )}
        </li>
    );
}

function Balance({ stakeholders }: { stakeholders: Stakeholder[] }) {
    const { t } = useTranslation();
    const { with: withUs, neutral, against } = countSupport(stakeholders);
    return (
        <p className={classes.balance}>
            <span data-support={withUs > 0 ? 'with' : undefined}>
                <IconThumbUp size={14} aria-hidden /> {t('committee.withUs', { count: withUs })}
            </span>
            <span>
                <IconMinus size={14} aria-hidden /> {t('committee.neutral', { count: neutral })}
            </span>
            <span data-support={against > 0 ? 'against' : undefined}>
                <IconThumbDown size={14} aria-hidden /> {t('committee.against', { count: against })}
            </span>
        </p>
    );
}

export function Committee({ stakeholders, missing, onAdd, onEdit }: Props) {
    const { t } = useTranslation();
    const lane = (name: LaneName) => ({
        people: stakeholders.filter((stakeholder) => laneOf(stakeholder) === name).sort(byInfluence),
        seats: missing.filter((role) => LANES[name].includes(role)),
    });
    const lanes = (Object.keys(LANES) as LaneName[]).map((name) => ({ name, ...lane(name) })).filter(({ people, seats }) => people.length + seats.length > 0);
    return (
        <>
            {stakeholders.length > 0 && <Balance stakeholders={stakeholders} />}
            <div className={classes.lanes}>
                {lanes.map(({ name, people, seats }) => (
                    <div key={name} className={classes.lane}>
                        <h3 className={classes.laneTitle}>{t(`committee.lane.${name}`)}</h3>
                        <ul className={classes.people}>
                            {people.map((stakeholder) => (
                                <Person key={stakeholder.id} stakeholder={stakeholder} onEdit={onEdit} />
                            ))}
                            {seats.map((role) => (
                                <Seat key={role} role={role} onAdd={onAdd} />
                            ))}
                        </ul>
                    </div>
                ))}
            </div>
        </>
    );
}
