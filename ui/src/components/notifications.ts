import '@mantine/notifications/styles.css';

export { Notifications, hideNotification, showNotification } from '@mantine/notifications';
