import { type CollisionDetection, KeyboardSensor, type KeyboardCoordinateGetter, MouseSensor, pointerWithin, rectIntersection, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';

/** Mouse, finger (after a moment, so that it can scroll as well) and keyboard. */
export function useCarrySensors(carry: KeyboardCoordinateGetter) {
    return useSensors(
        useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
        useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
        useSensor(KeyboardSensor, { coordinateGetter: carry, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
    );
}

/** Where the pointer is counts; a card that the keyboard carries has none. */
export const underPointer: CollisionDetection = (args) => {
    const hit = pointerWithin(args);
    return hit.length > 0 ? hit : rectIntersection(args);
};
