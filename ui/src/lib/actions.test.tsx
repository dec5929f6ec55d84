import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ScreenAction, screenActions, useScreenActions } from './actions';

function Screen({ actions, enabled, bind }: { actions: ScreenAction[]; enabled?: boolean; bind?: boolean }) {
    useScreenActions(actions, { enabled, bind });
    return <input aria-label="field" />;
}

const names = () => screenActions().map(({ key }) => key);

describe('actions of a screen', () => {
    afterEach(cleanup);

    it('are offered as long as it is open', () => {
        const { unmount } = render(<Screen actions={[{ key: 'edit', label: 'Edit' }]} />);
        expect(names()).toEqual(['edit']);
        unmount();
        expect(names()).toEqual([]);
    });
    it('of several parts stand together, each once', () => {
        const first = vi.fn();
        const second = vi.fn();
        render(
            <>
                <Screen actions={[{ key: 'edit', label: 'Edit', run: first }, { key: 'log', label: 'Log' }]} />
                <Screen actions={[{ key: 'edit', label: 'Edit', run: second }]} />
            </>,
        );
        expect(names()).toEqual(['edit', 'log']);
        screenActions()[0]!.run!();
        expect(second).toHaveBeenCalledOnce();
        expect(first).not.toHaveBeenCalled();
    });
    it('run by their keys, but not while somebody types or holds Ctrl', () => {
        const run = vi.fn();
        const { getByLabelText } = render(<Screen actions={[{ key: 'edit', label: 'Edit', shortcut: 'e', run }]} />);
        fireEvent.keyDown(document.body, { key: 'e' });
        expect(run).toHaveBeenCalledOnce();
        fireEvent.keyDown(getByLabelText('field'), { key: 'e' });
        fireEvent.keyDown(document.body, { key: 'e', ctrlKey: true });
        expect(run).toHaveBeenCalledOnce();
    });
    it('are neither offered nor run while another thing has the screen', () => {
        const run = vi.fn();
        render(<Screen enabled={false} actions={[{ key: 'edit', label: 'Edit', shortcut: 'e', run }]} />);
        fireEvent.keyDown(document.body, { key: 'e' });
        expect(run).not.toHaveBeenCalled();
        expect(names()).toEqual([]);
    });
});
