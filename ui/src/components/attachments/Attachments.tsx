/** The files of a record: add by button or by dropping, download, remove. */
import { ActionIcon, Anchor, Button, FileButton } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentAddress, deleteAttachment, uploadAttachment } from '~/api/records';
import type { Schemas } from '~/api/overviews';
import { ConfirmDialog } from '~/components/ConfirmDialog';
import { notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import classes from './Attachments.module.css';

type File_ = Schemas['Attachment'];
type Props = { plural: string; id: number; files: File_[]; mayChange: boolean };

export function Attachments({ plural, id, files, mayChange }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const [over, setOver] = useState(false);
    const [removing, setRemoving] = useState<File_ | null>(null);
    const fail = (error: unknown) => notifyProblem(problemText(error));
    const add = useMutation({
        mutationFn: (chosen: File[]) => Promise.all(chosen.map((file) => uploadAttachment(plural, id, file))),
        onSettled: changed,
        onError: fail,
    });
    const remove = useMutation({ mutationFn: deleteAttachment, onSettled: changed, onError: fail });
    const drop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        if (mayChange && event.dataTransfer.files.length > 0) add.mutate([...event.dataTransfer.files]);
    };
    return (
        <div
            className={classes.area}
            data-over={over || undefined}
            onDragOver={(event) => {
                event.preventDefault();
                setOver(mayChange);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
        >
            <ul className={classes.list}>
                {files.map((file) => (
                    <li key={file.id} className={classes.file}>
                        <IconPaperclip size={16} aria-hidden />
                        <Anchor inherit href={attachmentAddress(file.id)} download className={classes.name} dir="auto">
                            {file.name}
                        </Anchor>
                        <span className={classes.size}>{format.size(file.size)}</span>
                        {mayChange && (
                            <ActionIcon size="sm" aria-label={t('files.remove', { name: file.name })} onClick={() => setRemoving(file)}>
                                <IconTrash size={15} aria-hidden />
                            </ActionIcon>
                        )}
                    </li>
                ))}
            </ul>
            {files.length === 0 && <p className={classes.none}>{t('files.none')}</p>}
            {mayChange && (
                <FileButton multiple onChange={(chosen) => chosen.length > 0 && add.mutate(chosen)}>
                    {(props) => (
                        <Button {...props} variant="subtle" size="compact-sm" loading={add.isPending}>
                            {t('files.add')}
                        </Button>
                    )}
                </FileButton>
            )}
            <ConfirmDialog
                opened={removing !== null}
                title={t('files.removeTitle')}
                text={t('files.removeHint', { name: removing?.name ?? '' })}
                confirm={t('action.remove')}
                cancel={t('action.cancel')}
                danger
                onConfirm={() => {
                    if (removing) remove.mutate(removing.id);
                    setRemoving(null);
                }}
                onCancel={() => setRemoving(null)}
            />
        </div>
    );
}
