import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { router } from './router';
import { cssVariables, theme } from './theme';

export function App({ queryClient }: { queryClient: QueryClient }) {
    return (
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
            <QueryClientProvider client={queryClient}>
                <RouterProvider router={router} context={{ queryClient }} />
            </QueryClientProvider>
        </MantineProvider>
    );
}
