import { type ComponentType, type LazyExoticComponent, type ReactElement, Suspense, useState } from 'react';

export type DeferredTarget = { onClick: () => void; 'aria-haspopup': 'menu' | 'dialog'; 'aria-expanded': boolean };

type Props<Content> = {
    /** The button as it stands until it is pressed. */
    target: (props: DeferredTarget) => ReactElement;
    kind: DeferredTarget['aria-haspopup'];
    /** The same button with its menu, which opens at once. */
    content: LazyExoticComponent<ComponentType<Content>>;
    props: Content;
};

/** A button whose menu or popover is fetched when it is first pressed: the first page stays light. */
export function Deferred<Content extends object>({ target, kind, content: Content, props }: Props<Content>) {
    const [wanted, setWanted] = useState(false);
    const button = target({ onClick: () => setWanted(true), 'aria-haspopup': kind, 'aria-expanded': wanted });
    if (!wanted) return button;
    return (
        <Suspense fallback={button}>
            <Content {...(props as Content & object)} />
        </Suspense>
    );
}
