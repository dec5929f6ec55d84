/* Letters by SMTP, where the operator has told a server that takes them. */
#ifndef DAYBOOK_BASE_MAIL_H
#define DAYBOOK_BASE_MAIL_H

#include "base/problem.h"

#include <stdbool.h>

typedef struct mail_settings {
    const char *server;   /* smtp://host:port, or smtps://user@host */
    const char *from;     /* the sender's address */
    const char *password; /* of the URL's user; NULL: none. With one the connection must be encrypted */
    const char *origin;   /* what links in letters begin with; NULL: no links */
} mail_settings_t;

typedef struct mail {
    const char *to; /* an address */
    const char *subject;
    const char *text; /* UTF-8, lines ended by \n */
} mail_t;

/* Once, before other threads begin; the settings live as long as the program. False with a problem when they are not
 * usable. */
bool mail_configure(const mail_settings_t *settings, problem_t *problem);

/* NULL: no mail is sent. */
const mail_settings_t *mail_settings(void);

/* Gives the letter to the server and waits until it has taken it, a minute at most: never inside a transaction. */
bool mail_send(arena_t *arena, const mail_t *mail, problem_t *problem);

/* The letter as it goes over the wire; `date` in seconds since 1970. */
const char *mail_compose(arena_t *arena, const mail_settings_t *settings, const mail_t *mail, int64_t date);

#endif
