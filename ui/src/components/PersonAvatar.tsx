import { Avatar } from '@mantine/core';
import { initials } from '~/lib/format';

const TINTS = ['#0f5f59', '#7a4a12', '#5a4a86', '#8a3550', '#2f5d8a', '#4f6323', '#6b4f3a', '#3d5a66'];

/** The same person has the same tint everywhere. */
function tintOf(name: string): string {
    let sum = 0;
    for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) >>> 0;
    return TINTS[sum % TINTS.length]!;
}

type Props = {
    name: string;
    size?: 'xs' | 'sm' | 'md' | 'lg';
    /** The name stands beside it or is told otherwise. */
    decorative?: boolean;
};

const PIXELS = { xs: 20, sm: 24, md: 32, lg: 44 };

export function PersonAvatar({ name, size = 'sm', decorative = false }: Props) {
    return (
        <Avatar
            size={PIXELS[size]}
            radius="xl"
            variant="filled"
            color={tintOf(name)}
            title={decorative ? undefined : name}
            role={decorative ? undefined : 'img'}
            aria-label={decorative ? undefined : name}
            aria-hidden={decorative || undefined}
            styles={{ placeholder: { fontSize: PIXELS[size] * 0.4, fontWeight: 600, color: '#fff' } }}
        >
            {initials(name)}
        </Avatar>
    );
}
