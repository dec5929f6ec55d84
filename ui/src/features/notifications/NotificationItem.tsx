import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '~/api/live';
import { MomentText } from '~/components/DateText';
import { PersonAvatar } from '~/components/PersonAvatar';
import { useCatalogue } from '~/lib/catalogue';
import { Answer } from './Answer';
import classes from './Notifications.module.css';

type Props = {
    item: Notification;
    index: number;
    chosen: boolean;
    answering: boolean;
    onChoose: () => void;
    onOpen: () => void;
    onRead: () => void;
    onAnswer: (wanted: boolean) => void;
};

const KINDS = ['mention', 'assignment', 'handover', 'quote', 'follow', 'digest'] as const;

/** "Ada mentioned you in Renewal". */
function useSentence() {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    return (item: Notification) => {
        const kind = KINDS.find((known) => known === item.kind) ?? 'other';
        const record = item.title || `${catalogue.find(item.type)?.label ?? item.type} ${item.record_id}`;
        return t(`notifications.kind.${kind}`, { name: item.by?.title ?? t('notifications.program'), record });
    };
}

export function NotificationItem({ item, index, chosen, answering, onChoose, onOpen, onRead, onAnswer }: Props) {
    const { t } = useTranslation();
    const sentence = useSentence()(item);
    return (
        <li className={classes.item} data-unread={item.unread || undefined}>
            <div className={classes.row}>
                <button type="button" className={classes.open} data-index={index} tabIndex={chosen ? 0 : -1} onFocus={onChoose} onClick={onOpen}>
                    {item.by ? <PersonAvatar name={item.by.title ?? ''} size="md" decorative /> : <IconMail className={classes.icon} size={20} stroke={1.6} aria-hidden />}
                    <span className={classes.text}>
                        <span className={classes.sentence} dir="auto">
                            {item.unread && <span className={classes.new}>{t('notifications.new')}</span>}
                            {sentence}
                        </span>
                        {item.detail !== null && (
                            <span className={classes.detail} dir="auto">
                                {item.detail}
                            </span>
                        )}
                        <span className={classes.when}>
                            <MomentText moment={item.at} age />
                            {item.count > 1 && ` · ${t('notifications.times', { count: item.count })}`}
                        </span>
                    </span>
                </button>
                <div className={classes.acts}>
                    {item.kind !== 'digest' && (
                        <Tooltip label={t('notifications.answer')}>
                            <ActionIcon size="md" aria-label={t('notifications.answerTo', { sentence })} onClick={() => onAnswer(!answering)}>
                                <IconArrowBackUp size={16} aria-hidden />
                            </ActionIcon>
                        </Tooltip>
                    )}
                    {item.unread && (
                        <Tooltip label={t('notifications.read')}>
                            <ActionIcon size="md" aria-label={t('notifications.readOne', { sentence })} onClick={onRead}>
                                <IconCheck size={16} aria-hidden />
                            </ActionIcon>
                        </Tooltip>
                    )}
                </div>
            </div>
            {answering && (
                <Answer
                    item={item}
                    onSent={() => {
                        onRead();
                        onAnswer(false);
                    }}
                    onCancel={() => onAnswer(false)}
                />
            )}
        </li>
    );
}
