/* The web form: what visitors of a web site fill in, and how what they send becomes a lead, spam told apart. */
#ifndef DAYBOOK_PIPELINE_WEB_FORM_H
#define DAYBOOK_PIPELINE_WEB_FORM_H

#include "base/text.h"
#include "catalogue/record.h"

extern const record_type_t WEB_FORM;

/* What was sent, each NULL when it was not. Longer than a field allows: a problem of that field. */
typedef struct web_form_answers {
    const char *name, *company, *email, *phone, *message;
    const char *trap;  /* a field that people do not see: whoever fills it in is a program */
    const char *token; /* of web_form_write_page */
    const char *address;
} web_form_answers_t;

/* The form as a page of its own, without scripts; `back` (NULL allowed) is what was sent and has to be completed. The
 * pages and the token are PROBLEM_NOT_FOUND when no form in use has this key, and need a write transaction: the first
 * makes the key that tokens are signed with. */
bool web_form_write_page(context_t *context, const char *key, const web_form_answers_t *back, text_t *out);

/* What the form is sent with, also one on another web site. */
bool web_form_make_token(context_t *context, const char *key, const char **token);

/* The page that thanks. */
bool web_form_write_thanks(context_t *context, const char *key, text_t *out);

/* Keeps what was sent as a lead of the form. What looks like spam is kept too, with that status: a filled trap, a token
 * that is missing, too young (3 seconds) or too old (a day), or more than two links. PROBLEM_TOO_MANY_REQUESTS after 10
 * in 10 minutes from one address, or 300 in an hour on one form. A lead needs a name and an e-mail address or a phone
 * number. */
bool web_form_receive(context_t *context, const char *key, const web_form_answers_t *answers, record_t **lead);

#endif
