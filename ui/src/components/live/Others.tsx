/** Who else has this record open, and whether one follows it: both stand in the head of a record's page. */
import { ActionIcon, Avatar, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Follow, readFollow, setFollow } from '~/api/live';
import { notifyProblem } from '~/components/notify';
import { PersonAvatar } from '~/components/PersonAvatar';
import { useScreenActions } from '~/lib/actions';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { useOthersHere } from '~/lib/use-live';

const MOST_SHOWN = 4;

/** Kept out of what is drawn around it: who is here may be told while that is drawn, and all of it would be drawn again. */
export const OthersHere = memo(function OthersHere({ type, id }: { type: string; id: number }) {
    const { t } = useTranslation();
    const others = useOthersHere(type, id);
    const label = t('live.here', { names: others.map(({ title }) => title).join(', ') });
    return (
        <div role="status" aria-label={t('live.hereLabel')}>
            {others.length > 0 && (
                <Tooltip label={label}>
                    <Avatar.Group spacing="xs" role="img" aria-label={label}>
                        {others.slice(0, MOST_SHOWN).map((user) => (
                            <PersonAvatar key={user.id} name={user.title} size="md" decorative />
                        ))}
                        {others.length > MOST_SHOWN && <Avatar size={32} radius="xl">{`+${others.length - MOST_SHOWN}`}</Avatar>}
                    </Avatar.Group>
                </Tooltip>
            )}
        </div>
    );
});

/** `known`: as the page's own call told it. */
export function FollowButton({ plural, id, known }: { plural: string; id: number; known?: Follow }) {
    const { t } = useTranslation();
    const client = useQueryClient();
    const problemText = useProblemText();
    const key = keys.follow(plural, id);
    const follow = useQuery({ queryKey: key, queryFn: ({ signal }) => readFollow(plural, id, signal), initialData: known, staleTime: known ? Infinity : undefined });
    const change = useMutation({
        mutationFn: (following: boolean) => setFollow(plural, id, following),
        onMutate: (following) => client.setQueryData<Follow>(key, (before) => before && { ...before, following }),
        onSuccess: (answer) => client.setQueryData(key, answer),
        onError: (error) => {
            notifyProblem(problemText(error));
            return client.invalidateQueries({ queryKey: key });
        },
    });
    const following = follow.data?.following === true;
    useScreenActions(follow.data === undefined ? [] : [{ key: 'follow', label: t(following ? 'actions.unfollow' : 'actions.follow'), run: () => change.mutate(!following) }]);
    const FollowIcon = following ? IconBookmarkFilled : IconBookmark;
    return (
        <Tooltip label={t(following ? 'live.following' : 'live.follow')}>
            <ActionIcon
                variant="default"
                aria-label={t('live.follow')}
                aria-pressed={following}
                disabled={follow.data === undefined}
                onClick={() => change.mutate(!following)}
            >
                <FollowIcon size={18} aria-hidden />
            </ActionIcon>
        </Tooltip>
    );
}
