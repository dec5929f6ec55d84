/* The draft as JSON. */
#include "base/json.h"
#include "customer/quick_log.h"

static void option_write(json_writer_t *writer, const char *key, const quick_option_t *option) {
    if (option->type == NULL) {
        json_write_null(writer, key);
        return;
    }
    json_write_object(writer, key);
    json_write_text(writer, "type", option->type->name);
    json_write_int(writer, "id", option->id);
    json_write_text(writer, "title", option->title);
    json_write_text(writer, "subtitle", option->subtitle);
    if (text_equal(option->type->name, "contact") && option->account_id != 0) {
        json_write_object(writer, "account");
        json_write_int(writer, "id", option->account_id);
        json_write_text(writer, "title", option->subtitle);
        json_write_close(writer);
    } else {
        json_write_null(writer, "account");
    }
    json_write_close(writer);
}

static void options_write(json_writer_t *writer, const char *key, const quick_option_t *options, size_t count) {
    json_write_array(writer, key);
    for (size_t i = 0; i < count; i++) option_write(writer, NULL, &options[i]);
    json_write_close(writer);
}

static void interaction_write_json(context_t *context, const quick_log_t *log, json_writer_t *writer) {
    json_write_object(writer, "interaction");
    json_write_text(writer, "kind", log->kind);
    json_write_text(writer, "direction", log->direction);
    json_write_text(writer, "start", moment_format(context->arena, log->start));
    if (log->duration_minutes > 0)
        json_write_int(writer, "duration_minutes", log->duration_minutes);
    else
        json_write_null(writer, "duration_minutes");
    json_write_text(writer, "subject", log->subject);
    json_write_text(writer, "summary", log->summary);
    option_write(writer, "account", &log->account);
    option_write(writer, "opportunity", &log->opportunity);
    options_write(writer, "contacts", log->contacts, log->contact_count);
    options_write(writer, "users", log->users, log->user_count);
    json_write_text(writer, "next_step", log->next_step);
    json_write_text(writer, "next_step_due", log->next_step_due);
    json_write_text(writer, "promises", log->promises);
    json_write_close(writer);
}

/* Names with several answers, for the user to choose. */
static void choices_write(const quick_log_t *log, json_writer_t *writer) {
    json_write_array(writer, "choices");
    for (size_t i = 0; i < log->names.count; i++) {
        const quick_name_t *name = &log->names.items[i];
        if (name->option_count < 2) continue;
        json_write_object(writer, NULL);
        json_write_text(writer, "typed", name->typed);
        options_write(writer, "options", name->options, name->option_count);
        json_write_bool(writer, "more", name->more);
        json_write_close(writer);
    }
    json_write_close(writer);
}

/* Names that nobody has: they can be made new people. */
static void unknown_write(const quick_log_t *log, json_writer_t *writer) {
    json_write_array(writer, "unknown");
    for (size_t i = 0; i < log->names.count; i++) {
        const quick_name_t *name = &log->names.items[i];
        if (name->option_count == 0 && !name->more && name->role == QUICK_NAME)
            json_write_text(writer, NULL, name->typed);
    }
    json_write_close(writer);
}

static void notes_write(const quick_log_t *log, json_writer_t *writer) {
    json_write_array(writer, "notes");
    for (size_t i = 0; i < log->note_count; i++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "code", log->notes[i].code);
        json_write_text(writer, "field", log->notes[i].field);
        json_write_text(writer, "text", log->notes[i].text);
        json_write_text(writer, "message", log->notes[i].message);
        json_write_close(writer);
    }
    json_write_close(writer);
}

void quick_log_write(context_t *context, const quick_log_t *log, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_bool(writer, "understood", log->understood);
    interaction_write_json(context, log, writer);
    option_write(writer, "suggested_opportunity", &log->suggested);
    choices_write(log, writer);
    unknown_write(log, writer);
    notes_write(log, writer);
    json_write_close(writer);
}
