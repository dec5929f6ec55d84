import './app/components.css';
import './app/fonts.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { fetchScreen } from './app/router';
import { changeLanguage, ownLanguage } from './lib/i18n';
import { makeQueryClient } from './lib/queries';

const queryClient = makeQueryClient();
void changeLanguage(ownLanguage());
// In a task of its own, so that the browser answers between this and the drawing.
setTimeout(fetchScreen, 0, queryClient);

createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <App queryClient={queryClient} />
    </StrictMode>,
);
