#include "http/event_change.h"

#include "base/json.h"

static void event_write_number(json_writer_t *writer, const char *key, int64_t number) {
    if (number != 0)
        json_write_int(writer, key, number);
    else
        json_write_null(writer, key);
}

void event_change_write(const change_t *change, text_t *out) {
    json_writer_t writer = json_begin(out);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "type", change->type->name);
    json_write_text(&writer, "plural", change->type->plural);
    event_write_number(&writer, "id", change->record_id);
    event_write_number(&writer, "version", change->version);
    json_write_text(&writer, "action", change->action);
    if (change->by_user_id != 0) {
        json_write_object(&writer, "by");
        json_write_int(&writer, "id", change->by_user_id);
        json_write_text(&writer, "title", change->by_name);
        json_write_close(&writer);
    } else {
        json_write_null(&writer, "by");
    }
    json_write_text(&writer, "at", moment_format(out->arena, change->at));
    json_write_text(&writer, "request", change->request_id);
    json_write_array(&writer, "about");
    for (size_t i = 0; i < change->about_count; i++) {
        json_write_object(&writer, NULL);
        json_write_text(&writer, "plural", change->about[i].type->plural);
        json_write_int(&writer, "id", change->about[i].id);
        json_write_close(&writer);
    }
    json_write_close(&writer);
    json_write_close(&writer);
}
