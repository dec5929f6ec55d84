#include "base/mail.h"

#include "base/clock.h"
#include "base/text.h"

#include <curl/curl.h>
#include <sodium.h>
#include <time.h>

enum { CONNECT_SECONDS = 10, SEND_SECONDS = 60, LETTER_LIMIT = 1024 * 1024, LINE = 76, ENCODED_WORD = 45 };

static mail_settings_t configured;

/* An address goes into a command of the protocol: one word with one sign. */
static bool mail_is_address(const char *text) {
    const char *sign = text != NULL ? strchr(text, '@') : NULL;
    if (sign == NULL || sign == text || sign[1] == '\0' || strchr(sign + 1, '@') != NULL) return false;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        if (*c <= 0x20 || *c == 0x7F || strchr("<>()\"\\,;:", *c) != NULL) return false;
    return true;
}

bool mail_configure(const mail_settings_t *settings, problem_t *problem) {
    if (!text_starts_with(settings->server, "smtp://") && !text_starts_with(settings->server, "smtps://"))
        return problem_set(problem, PROBLEM_BAD_REQUEST, "usage", "--smtp takes smtp://HOST:PORT or smtps://HOST.");
    if (!mail_is_address(settings->from))
        return problem_set(problem, PROBLEM_BAD_REQUEST, "usage",
                           "--smtp needs --mail-from with the e-mail address that letters come from.");
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return problem_set(problem, PROBLEM_UNAVAILABLE, "no_mail", "Mail could not be set up.");
    configured = *settings;
    return true;
}

const mail_settings_t *mail_settings(void) {
    return configured.server != NULL ? &configured : NULL;
}

static void mail_add_base64(text_t *out, const char *bytes, size_t count) {
    char line[LINE + 2];
    for (size_t i = 0; i < count; i += LINE / 4 * 3) {
        size_t part = count - i < LINE / 4 * 3 ? count - i : LINE / 4 * 3;
        sodium_bin2base64(line, sizeof line, (const unsigned char *)bytes + i, part, sodium_base64_VARIANT_ORIGINAL);
        text_add_format(out, "%s\r\n", line);
    }
}

/* RFC 2047: words of at most 75 characters, none of which splits a character. */
static void mail_add_words(text_t *out, const char *text) {
    char word[LINE];
    size_t length = strlen(text);
    for (size_t i = 0, part; i < length; i += part) {
        part = length - i < ENCODED_WORD ? length - i : ENCODED_WORD;
        while (i + part < length && ((unsigned char)text[i + part] & 0xC0) == 0x80) part--;
        sodium_bin2base64(word, sizeof word, (const unsigned char *)text + i, part, sodium_base64_VARIANT_ORIGINAL);
        text_add_format(out, "%s=?UTF-8?B?%s?=", i > 0 ? "\r\n " : "", word);
    }
}

const char *mail_compose(arena_t *arena, const mail_settings_t *settings, const mail_t *mail, int64_t date) {
    text_t letter = text_create(arena, LETTER_LIMIT);
    text_t body = text_create(arena, LETTER_LIMIT);
    char sent[64];
    struct tm parts;
    time_t seconds = (time_t)date;
    gmtime_r(&seconds, &parts);
    strftime(sent, sizeof sent, "%a, %d %b %Y %H:%M:%S +0000", &parts);
    text_add_format(&letter, "Date: %s\r\nFrom: Daybook <%s>\r\nTo: <%s>\r\nMessage-ID: <%s@%s>\r\nSubject: ", sent,
                    settings->from, mail->to, random_token(arena, 18), strchr(settings->from, '@') + 1);
    mail_add_words(&letter, mail->subject);
    text_add(&letter,
             "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
             "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
    for (const char *c = mail->text; *c != '\0'; c++) {
        if (*c == '\n') text_add_char(&body, '\r');
        text_add_char(&body, *c);
    }
    mail_add_base64(&letter, body.data, body.length);
    return letter.overflow || body.overflow ? NULL : letter.data;
}

/* What is left to send. */
typedef struct outgoing {
    const char *text;
    size_t length;
} outgoing_t;

static size_t mail_read(char *buffer, size_t size, size_t count, void *argument) {
    outgoing_t *outgoing = argument;
    size_t length = size * count < outgoing->length ? size * count : outgoing->length;
    memcpy(buffer, outgoing->text, length);
    outgoing->text += length;
    outgoing->length -= length;
    return length;
}

static void mail_set_options(CURL *curl, const mail_settings_t *settings, struct curl_slist *to, outgoing_t *outgoing) {
    bool secret = settings->password != NULL;
    curl_easy_setopt(curl, CURLOPT_URL, settings->server);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(secret ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (secret) curl_easy_setopt(curl, CURLOPT_PASSWORD, settings->password);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, settings->from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, mail_read);
    curl_easy_setopt(curl, CURLOPT_READDATA, outgoing);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
}

bool mail_send(arena_t *arena, const mail_t *mail, problem_t *problem) {
    const mail_settings_t *settings = mail_settings();
    if (settings == NULL) return problem_set(problem, PROBLEM_UNAVAILABLE, "no_mail", "No mail server is set up.");
    if (!mail_is_address(mail->to))
        return problem_set(problem, PROBLEM_INVALID, "bad_address", "This is no e-mail address.");
    const char *letter = mail_compose(arena, settings, mail, clock_now() / 1000);
    outgoing_t outgoing = {letter, letter != NULL ? strlen(letter) : 0};
    struct curl_slist *to = curl_slist_append(NULL, mail->to);
    CURL *curl = curl_easy_init();
    if (letter == NULL || to == NULL || curl == NULL) {
        problem_set(problem, PROBLEM_INTERNAL, "no_letter", "The letter could not be written.");
    } else {
        mail_set_options(curl, settings, to, &outgoing);
        CURLcode result = curl_easy_perform(curl);
        if (result != CURLE_OK)
            problem_set(problem, PROBLEM_UNAVAILABLE, "not_sent", "The mail server did not take the letter: %s.",
                        curl_easy_strerror(result));
    }
    curl_easy_cleanup(curl);
    curl_slist_free_all(to);
    return !problem_is_set(problem);
}
