import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { AppLink } from './AppLink';

type Props = AnchorProps & { to: string; children: ReactNode };

/** A link within text, to an address of the app. */
export function TextLink({ to, ...rest }: Props) {
    return <Anchor inherit {...rest} component={AppLink} to={to} />;
}
