#include "http/page.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "http/assets.h"
#include "http/authenticate.h"

enum { PAGE_LIMIT = 64 * 1024 };

static bool page_accepts(const request_t *request, const char *coding) {
    const char *accepted = request_header(request, "Accept-Encoding");
    return accepted != NULL && strstr(accepted, coding) != NULL;
}

static void page_serve_asset(request_t *request, const asset_t *asset) {
    bool brotli = asset->brotli_size > 0 && page_accepts(request, "br");
    bool gzip = !brotli && asset->gzip_size > 0 && page_accepts(request, "gzip");
    const char *known = request_header(request, "If-None-Match");
    request->response.media_type = asset->media_type;
    response_header(request, "ETag", asset->etag);
    response_header(request, "Vary", "Accept-Encoding");
    response_header(request, "Cache-Control", asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (known != NULL && strstr(known, asset->etag) != NULL) {
        response_empty(request, 304);
        return;
    }
    if (brotli || gzip) response_header(request, "Content-Encoding", brotli ? "br" : "gzip");
    request->response.status = 200;
    request->response.bytes = brotli ? asset->brotli : gzip ? asset->gzip : asset->identity;
    request->response.byte_count = brotli ? asset->brotli_size : gzip ? asset->gzip_size : asset->identity_size;
}

static bool page_names_record(request_t *request) {
    const char *plural = request->path + 1;
    const char *slash = strchr(plural, '/');
    if (slash == NULL) return false;
    request->type = catalogue_find_plural(arena_strndup(request->arena, plural, (size_t)(slash - plural)));
    return request->type != NULL && text_parse_int(slash + 1, &request->record_id) && request->record_id > 0;
}

static bool page_title_work(context_t *context, request_t *request) {
    record_t *record = NULL;
    if (!record_load(context, request->type, request->record_id, &record)) return false;
    request->state = arena_strdup(request->arena, record_title(context->arena, record));
    return true;
}

/* NULL when the address names no record, or none that whoever asks may see: the app will say what is the matter. */
static const char *page_find_title(const request_t *request) {
    request_t asks = *request;
    asks.problem = problem_create(request->arena);
    bool found = page_names_record(&asks) && authenticate_look(&asks) && request_read(&asks, page_title_work);
    return found ? asks.state : NULL;
}

/* Copies `source` up to and with `mark`, then adds the title between two texts. Returns what is left of the source. */
static const char *page_insert(text_t *page, const char *source, const char *mark, const char *before,
                               const char *title, const char *after) {
    const char *place = strstr(source, mark);
    if (place == NULL) return source;
    place += strlen(mark);
    text_add_bytes(page, source, (size_t)(place - source));
    text_add(page, before);
    text_add_html(page, title);
    text_add(page, after);
    return place;
}

static void page_serve_titled(request_t *request, const asset_t *index, const char *title) {
    text_t *page = &request->response.body;
    const char *rest = arena_strndup(request->arena, (const char *)index->identity, index->identity_size);
    *page = text_create(request->arena, PAGE_LIMIT);
    rest = page_insert(page, rest, "<title>", "", title, " · ");
    rest = page_insert(page, rest, "<div class=\"opening\" aria-hidden=\"true\">", "<p dir=\"auto\">", title, "</p>");
    text_add(page, rest);
    request->response.status = 200;
    request->response.media_type = index->media_type;
    response_header(request, "Cache-Control", "private, no-cache");
    response_header(request, "Vary", "Cookie");
}

bool page_serve(request_t *request) {
    const asset_t *asset = asset_find(request->path);
    bool page = strrchr(request->path, '.') == NULL || strrchr(request->path, '.') < strrchr(request->path, '/');
    const asset_t *index = asset == NULL && page ? asset_find("/index.html") : NULL;
    if (asset == NULL && index == NULL)
        return problem_set(&request->problem, PROBLEM_NOT_FOUND, "not_found", "There is nothing here.");
    const char *title = index != NULL ? page_find_title(request) : NULL;
    if (title != NULL)
        page_serve_titled(request, index, title);
    else
        page_serve_asset(request, asset != NULL ? asset : index);
    return true;
}
