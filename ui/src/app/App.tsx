import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { makeQueryClient } from '~/lib/queries';
import { router } from './router';
import { cssVariables, theme } from './theme';

export function App() {
    const [queryClient] = useState(makeQueryClient);
    return (
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
            <QueryClientProvider client={queryClient}>
                <RouterProvider router={router} context={{ queryClient }} />
            </QueryClientProvider>
        </MantineProvider>
    );
}
