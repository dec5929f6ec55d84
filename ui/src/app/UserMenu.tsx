import { Menu, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconFileText, IconKey, IconKeyboard, IconLogout, IconMap2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { changeSession } from '~/api/session';
import { MenuGroup } from '~/components/MenuGroup';
import { notifyProblem } from '~/components/notify';
import { useShortcutsDialog } from '~/components/Shortcuts';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { useSession } from '~/lib/session';
import { UserTarget } from './UserButton';

type Language = Parameters<typeof changeSession>[0];

/** Each language is called as those call it who speak it. */
const LANGUAGES: [Language, string][] = [
    ['en', 'English'],
    ['zh', '简体中文'],
];

const SCHEMES = ['auto', 'light', 'dark'] as const;

function useLanguageChange() {
    const client = useQueryClient();
    const problemText = useProblemText();
    return useMutation({
        mutationFn: changeSession,
        onSuccess: (session) => client.setQueryData(keys.session, session),
        onError: (error) => notifyProblem(problemText(error)),
    });
}

export default function UserMenu() {
    const { t, i18n } = useTranslation();
    const speak = useLanguageChange();
    const { session, signOut } = useSession();
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    const shortcuts = useShortcutsDialog();
    return (
        <>
            <Menu position="bottom-end" width={260} defaultOpened>
                <Menu.Target>
                    <UserTarget />
                </Menu.Target>
                <Menu.Dropdown>
                    <MenuGroup
                        label={
                            <>
                                {session.user.name}
                                {session.user.email && <div>{session.user.email}</div>}
                            </>
                        }
                    >
                        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} component={Link} to="/settings/sign-in">
                            {t('user.settings')}
                        </Menu.Item>
                        <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} component={Link} to="/briefing">
                            {t('nav.briefing')}
                        </Menu.Item>
                        <Menu.Item leftSection={<IconMap2 size={16} aria-hidden />} component={Link} to="/first-steps">
                            {t('user.firstSteps')}
                        </Menu.Item>
                        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={shortcuts.open}>
                            {t('user.shortcuts')}
                        </Menu.Item>
                    </MenuGroup>
                    <Menu.Divider />
                    <MenuGroup label={t('theme.label')}>
                        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
                            {SCHEMES.map((scheme) => (
                                <Menu.RadioItem key={scheme} value={scheme}>
                                    {t(`theme.${scheme}`)}
                                </Menu.RadioItem>
                            ))}
                        </Menu.RadioGroup>
                    </MenuGroup>
                    <MenuGroup label={t('user.language')}>
                        <Menu.RadioGroup value={i18n.language} onChange={(value) => speak.mutate(value as Language)}>
                            {LANGUAGES.map(([value, label]) => (
                                <Menu.RadioItem key={value} value={value} lang={value}>
                                    {label}
                                </Menu.RadioItem>
                            ))}
                        </Menu.RadioGroup>
                    </MenuGroup>
                    <Menu.Divider />
                    <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
                        {t('user.signOut')}
                    </Menu.Item>
                </Menu.Dropdown>
            </Menu>
            {shortcuts.dialog}
        </>
    );
}
